// A browser starts no worker for a page that was opened from a folder. Its search then runs in a hidden
// frame, which gets what a worker has: messages both ways, and scripts that it loads by itself.
if (location.protocol === "file:") {
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(address) {
      super()
      const frame = document.createElement("iframe")
      frame.hidden = true
      this.inside = new Promise((ready, fail) => {
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow
          const load = (source) => new Promise((done, failed) => {
            const script = inside.document.createElement("script")
            script.src = source
            script.onload = done
            script.onerror = failed
            inside.document.head.append(script)
          })
          inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }))
          inside.importScripts = (...sources) =>
            sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve())
          load(address).then(() => ready(inside), fail)
        }, { once: true })
      })
      document.body.append(frame)
    }

    postMessage(data) {
      this.inside.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data })))
    }
  }
}
