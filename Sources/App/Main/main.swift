import App

Program.run()
