"""What clients and servers of tools that others wrote say: of the simulator's MCP server, and through codex-tui.

Used by `referees.py`.
"""

import asyncio
import json
import os
import pathlib
import subprocess
import tempfile

import mcp
import mcp.types

CALL_SECONDS = 60


class Refused(Exception):
    """What a referee saw and did not accept."""


def expect(condition: bool, what: str) -> None:
    if not condition:
        raise Refused(what)


class MCPReferee:
    """The Python SDK as the client of `codex-tui simulate --mcp`."""

    def __init__(self, program: str) -> None:
        self.program = program

    def judge(self, score) -> None:
        for era, faults in (("stateless", []), ("handshake", ["--fault", "handshake-only"])):
            server = mcp.StdioServerParameters(
                command=self.program, args=["simulate", "--mcp", "--speed", "100", *faults])
            for name, check in (("lists and calls", self.calls), ("asks the user", self.asks)):
                score.check(
                    f"mcp {era}: {name}",
                    lambda check=check: asyncio.run(asyncio.wait_for(check(server), CALL_SECONDS)))

    async def calls(self, server: mcp.StdioServerParameters) -> None:
        async with mcp.Client(server) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            expect(names[:2] == ["clock", "add"], f"the tools are {names}")
            result = await client.call_tool("add", {"a": 40, "b": 2})
            expect(result.content[0].text == "42", f"the sum is {result.content}")
            expect(not result.is_error, "the sum is an error")
            failed = await client.call_tool("fail", {})
            expect(failed.is_error, f"the failure is {failed}")
            seen = []

            async def progress(done, total, message) -> None:
                seen.append(done)

            await client.call_tool("countdown", {"seconds": 3}, progress_callback=progress)
            expect(seen == [0, 1, 2], f"the progress is {seen}")

    async def asks(self, server: mcp.StdioServerParameters) -> None:
        asked = []

        async def answer(context, parameters) -> mcp.types.ElicitResult:
            asked.append(parameters.message)
            return mcp.types.ElicitResult(action="accept", content={"name": "Ada", "age": 36})

        async with mcp.Client(server, elicitation_callback=answer) as client:
            result = await client.call_tool("ask", {})
        expect(asked == ["Who are you?"], f"it asked {asked}")
        expect('"name":"Ada"' in result.content[0].text, f"it heard {result.content}")


class ToolServerReferee:
    """Servers of tools from PyPI, listed and called by codex-tui."""

    # Their own interpreters: one of them runs on the older SDK only.
    def __init__(self, program: str, folder: pathlib.Path, older: pathlib.Path) -> None:
        self.program = program
        self.servers = {
            "time": (folder / "mcp-server-time", ["--local-timezone", "UTC"]),
            "git": (folder / "mcp-server-git", []),
            "sqlite": (older / "mcp-server-sqlite", ["--db-path", "notes.db"]),
        }

    def judge(self, score) -> None:
        with tempfile.TemporaryDirectory(prefix="referees-") as home:
            root = pathlib.Path(home)
            (root / ".codex").mkdir()
            tables = [
                f"[mcp_servers.{name}]\ncommand = {json.dumps(str(path))}\nargs = {json.dumps(arguments)}\n"
                for name, (path, arguments) in self.servers.items()]
            (root / ".codex/config.toml").write_text("\n".join(tables), encoding="utf-8")
            subprocess.run(["git", "init", "-q", str(root / "project")], check=True)
            score.check("servers of tools: all are listed", lambda: self.lists(root))
            score.check("servers of tools: time is called", lambda: self.tells_time(root))
            score.check("servers of tools: git is called", lambda: self.tells_status(root))
            score.check("servers of tools: sqlite is called", lambda: self.writes(root))

    def run(self, root: pathlib.Path, *words: str) -> str:
        environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("CODEX_", "OPENAI_", "XDG_"))}
        done = subprocess.run(
            [self.program, *words], env=environment | {"HOME": str(root)}, capture_output=True,
            text=True, timeout=CALL_SECONDS, stdin=subprocess.DEVNULL, cwd=root)
        expect(done.returncode == 0, f"exit {done.returncode}: {done.stderr.strip()[-800:]}")
        return done.stdout

    def lists(self, root: pathlib.Path) -> None:
        rows = [json.loads(line) for line in self.run(root, "tools", "list", "--json").splitlines()]
        states = {row["server"]: (row["state"], len(row.get("tools", []))) for row in rows}
        for name, least in (("time", 2), ("git", 10), ("sqlite", 6)):
            state, count = states.get(name, ("missing", 0))
            expect(state == "ready" and count >= least, f"{name} is {state} with {count} tools")

    def called(self, root: pathlib.Path, server: str, tool: str, arguments: dict) -> str:
        words = json.dumps(arguments, separators=(",", ":"))
        expect(" " not in words, "a call of the simulated model has no blanks")
        return self.run(
            root, "exec", "--demo", "--tools", server, "--allow-tool", f"{server}:{tool}",
            f"!!call={server}__{tool}{words} go")

    def tells_time(self, root: pathlib.Path) -> None:
        arguments = {"source_timezone": "Asia/Tokyo", "time": "09:00", "target_timezone": "UTC"}
        answer = self.called(root, "time", "convert_time", arguments)
        expect("time_difference" in answer and "-9.0h" in answer, f"the answer is {answer!r}")

    def tells_status(self, root: pathlib.Path) -> None:
        answer = self.called(root, "git", "git_status", {"repo_path": str(root / "project")})
        expect("Repository status" in answer, f"the answer is {answer!r}")

    def writes(self, root: pathlib.Path) -> None:
        answer = self.called(root, "sqlite", "list_tables", {})
        expect("The tools say" in answer and "[]" in answer, f"the answer is {answer!r}")
