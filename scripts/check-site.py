"""Looks at the built site: what its files hold, then its pages in a real browser.

    python3 scripts/check-site.py [SITE] [PICTURES]

Of the files: every link and anchor within the site leads somewhere, every picture is there, no identifier
stands twice on a page, nothing is fetched from another host, the search has an index with every page in it.
Of the pages, in a headless Chromium, as wide as a phone (dark) and as a desktop (light): nothing is wider
than the window, no picture is broken, the console has no error, no other host is asked, and the search
answers, from a server as from a folder. Pictures of each page go to PICTURES (default .build/site-pictures).
Says so where there is no Chromium, and checks the files alone.
"""
import base64
import contextlib
import fcntl
import functools
import html.parser
import http.server
import json
import os
import pathlib
import re
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# Width, height, colours: the desktop's page shows the table of contents and the navigation.
WINDOWS = {"phone": (390, 844, "dark"), "desktop": (1280, 900, "light")}
# What a browser fetches by itself; a link is followed by the reader only.
FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
           "embed": "src", "object": "data", "input": "src", "image": "href", "use": "href"}
LINKS_NOT_FETCHED = {"prev", "next", "canonical", "alternate", "edit", "search"}
# Of a page that is open: what sticks out of the window and cannot be scrolled to within itself.
OVERFLOW = """(() => {
  const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth
  const scrolls = (node) => {
    for (let each = node.parentElement; each; each = each.parentElement)
      if (getComputedStyle(each).overflowX !== "visible" && each !== document.body && each !== document.documentElement) return true
    return false
  }
  const reach = (node) => {
    const box = node.getBoundingClientRect()
    return getComputedStyle(node).overflowX === "visible" ? Math.max(box.right, box.left + node.scrollWidth) : box.right
  }
  const cut = [...document.querySelectorAll("article *")]
    .filter((node) => reach(node) > innerWidth + 1 && !scrolls(node))
    .map((node) => node.tagName.toLowerCase() + " " + node.textContent.trim().slice(0, 40))
  return wide > 0 || cut.length ? [`${wide} px too wide`, ...cut.slice(0, 3)] : []
})()"""
BROKEN = "[...document.images].filter((each) => each.complete && !each.naturalWidth).map((each) => each.src)"
RESULTS = "document.querySelectorAll('.md-search-result__item').length"


class Page(html.parser.HTMLParser):
    """The identifiers of a page, what it links and what a browser fetches for it."""

    def __init__(self, text):
        super().__init__()
        self.identifiers, self.twice, self.links, self.fetched = set(), set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if (name := attributes.get("id")) is not None:
            (self.twice if name in self.identifiers else self.identifiers).add(name)
        if tag == "a" and (link := attributes.get("href")) is not None:
            self.links.append(link)
        if tag == "a" and "name" in attributes:
            self.identifiers.add(attributes["name"])
        if tag == "link":
            kinds = set((attributes.get("rel") or "").split())
            (self.links if kinds & LINKS_NOT_FETCHED else self.fetched).append(attributes.get("href", ""))
        if attributes.get(FETCHED.get(tag)) is not None:
            self.fetched.append(attributes[FETCHED[tag]])
        for part in (attributes.get("srcset") or "").split(","):
            self.fetched.extend(part.split()[:1])
        self.fetched.extend(addresses_of_style(attributes.get("style") or ""))


def addresses_of_style(text):
    return [each.strip("'\"") for each in re.findall(r"url\(\s*([^)]+?)\s*\)|@import\s+([^;\s]+)", text) for each in each if each]


def check_files(site):
    """What is wrong with the site's files, as lines."""
    pages = {path.relative_to(site).as_posix(): Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    complaints = [] if "index.html" in pages else ["index.html: is not there"]
    for name, page in pages.items():
        complaints += [f"{name}: the identifier {each} stands twice" for each in sorted(page.twice)]
        for link in page.links:
            complaints += [f"{name}: {complaint}" for complaint in check_address(site, pages, name, link, may_leave=True)]
        for link in page.fetched:
            complaints += [f"{name}: {complaint}" for complaint in check_address(site, pages, name, link, may_leave=False)]
    for path in sorted([*site.rglob("*.css"), *site.rglob("*.svg")]):
        name, text = path.relative_to(site).as_posix(), path.read_text("utf-8")
        fetched = addresses_of_style(text)
        if path.suffix == ".svg":
            fetched += re.findall(r"(?:href|src)=[\"']([^\"']*)", text)
        for link in fetched:
            complaints += [f"{name}: {each}" for each in check_address(site, pages, name, link, may_leave=False)]
    return complaints + check_index(site, pages), pages


def check_address(site, pages, name, link, may_leave):
    """What is wrong with an address that a file of the site holds: at most one line."""
    parts = urlsplit(link)
    if parts.scheme == "data" or (may_leave and parts.scheme in ("http", "https", "mailto")):
        return []
    if parts.scheme or parts.netloc:
        return [f"{link} is not of this site"]
    target, anchor = urldefrag(urljoin("/" + name, link))
    path = unquote(urlsplit(target).path).lstrip("/")
    if path == "" or path.endswith("/"):
        path += "index.html"
    if not (site / path).is_file():
        return [f"{link} leads nowhere"]
    # MkDocs gives the first page's "." for its folder, which a server answers with the same page.
    if anchor and path in pages and unquote(anchor) not in pages[path].identifiers and not anchor.startswith(":~:"):
        return [f"{link} leads to no such place on the page"]
    return []


def check_index(site, pages):
    """Every page is in the index of the search, in both of its forms; files of the repository need not be."""
    index, script = site / "search/search_index.json", site / "search/search_index.js"
    if not index.is_file() or not script.is_file():
        return ["search: there is no index"]
    found = {urldefrag(each["location"])[0] or "index.html" for each in json.loads(index.read_text("utf-8"))["docs"]}
    wanted = {name for name in pages if name != "404.html" and not name.startswith("repository/")}
    return [f"{name}: is not in the index of the search" for name in sorted(wanted - found)]


class Chromium:
    """A headless Chromium with one page, spoken to through a pair of pipes (its protocol: JSON, ended by a zero byte)."""

    def __init__(self, browser, home):
        ends = [*os.pipe(), *os.pipe()]
        # The browser reads 3 and writes 4: ours stay out of the way.
        reads, ours, mine, writes = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in ends]
        for end in ends:
            os.close(end)
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-pipe",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            f"--user-data-dir={home}", "about:blank"]
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{reads} 4>&{writes}', "bash", *command], pass_fds=(reads, writes),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(reads)
        os.close(writes)
        self.out, self.into, self.rest = ours, mine, b""
        self.number, self.answers, self.events, self.session = 0, {}, [], None
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        number = self.number
        self.wait(lambda: number in self.answers, method)
        answer = self.answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def wait(self, is_done, what, seconds=60):
        """Takes in what the browser says until it is done."""
        end = time.monotonic() + seconds
        while not is_done():
            if not select.select([self.into], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"the browser did not finish {what} within {seconds} s")
            data = os.read(self.into, 1 << 20)
            if not data:
                raise EOFError(f"the browser ended during {what}")
            *messages, self.rest = (self.rest + data).split(b"\0")
            for message in map(json.loads, messages):
                if "id" in message:
                    self.answers[message["id"]] = message
                else:
                    self.events.append((message["method"], message["params"]))

    def open(self, address):
        """Opens a page and waits until all of it has been loaded."""
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.wait(lambda: any(method == "Page.loadEventFired" for method, _ in self.events), address)

    def value(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return result["result"].get("value")

    def close(self):
        with contextlib.suppress(Exception):
            self.call("Browser.close")
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()


def complaints_of_events(events, base):
    """Errors of the console, and addresses of other hosts that were asked."""
    for method, said in events:
        if method == "Runtime.exceptionThrown":
            details = said["exceptionDetails"]
            yield f"exception: {details.get('exception', {}).get('description') or details['text']}"
        elif method == "Runtime.consoleAPICalled" and said["type"] in ("error", "assert"):
            yield "console: " + " ".join(str(each.get("value", each.get("description"))) for each in said["args"])
        elif method == "Log.entryAdded" and said["entry"]["level"] == "error":
            yield f"log: {said['entry']['text']} {said['entry'].get('url', '')}"
        elif method == "Network.requestWillBeSent":
            address = said["request"]["url"]
            if not address.startswith((base, "data:", "blob:", "about:")):
                yield f"asked another host: {address}"


def look(browser, site, pages, pictures):
    """Opens every page at each width; returns what is wrong."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    shutil.rmtree(pictures, ignore_errors=True)
    pictures.mkdir(parents=True)
    complaints = []
    with tempfile.TemporaryDirectory(prefix="codex-tui-site.", ignore_cleanup_errors=True) as home:
        chromium = Chromium(browser, home)
        try:
            for window, (width, height, colours) in WINDOWS.items():
                chromium.call(
                    "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
                # The theme keeps the colours that a reader has seen first.
                chromium.open("about:blank")
                chromium.call("Storage.clearDataForOrigin", origin=base.rstrip("/"), storageTypes="all")
                chromium.call(
                    "Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": colours}])
                for name in pages:
                    chromium.open(base + name)
                    found = [", ".join(each) for each in [chromium.value(OVERFLOW)] if each]
                    found += [f"broken picture {each}" for each in chromium.value(BROKEN)]
                    found += complaints_of_events(chromium.events, base)
                    complaints += [f"{name} ({window}): {each}" for each in found]
                    shot = chromium.call("Page.captureScreenshot")["data"]
                    (pictures / f"{name.removesuffix('.html').replace('/', '-')}-{window}.png").write_bytes(base64.b64decode(shot))
            for word in words(site):
                for start in (base, site.as_uri() + "/"):
                    complaints += search(chromium, start, word)
        finally:
            chromium.close()
            server.shutdown()
    return complaints


def words(site):
    """What is searched for: an English word, and a Chinese one where there are Chinese pages."""
    index = site / "search/search_index.json"
    entries = json.loads(index.read_text("utf-8"))["docs"] if index.is_file() else []
    chinese = [word for each in entries if each["location"].startswith("zh-CN/")
               for word in re.findall("[\u4e00-\u9fff]{2,}", each["text"])]
    return ["profile", *chinese[:1]]


def search(chromium, start, word):
    """Asks the search for a word, as its address with a question does."""
    chromium.open(f"{start}index.html?q={word}")
    end = time.monotonic() + 20
    while not chromium.value(RESULTS) and time.monotonic() < end:
        time.sleep(0.1)
    place = f"search for {word} ({start.split(':')[0]})"
    found = [] if chromium.value(RESULTS) else ["no result"]
    return [f"{place}: {each}" for each in found + list(complaints_of_events(chromium.events, start))]


def main():
    site = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".build/site").resolve()
    pictures = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".build/site-pictures").resolve()
    complaints, pages = check_files(site)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        seen = "no page was opened: there is no Chromium here (Debian: apt-get install chromium)"
    else:
        complaints += look(browser, site, pages, pictures)
        seen = f"each opened as {' and '.join(WINDOWS)}; pictures in {os.path.relpath(pictures)}"
    # What every page has is said once.
    places = {}
    for place, _, what in (complaint.partition(": ") for complaint in complaints):
        places.setdefault(what, []).append(place)
    for what, where in places.items():
        more = f" and {len(where) - 3} more" if len(where) > 3 else ""
        print(f"check-site: {', '.join(where[:3])}{more}: {what}")
    print(f"check-site: {len(pages)} pages, {len(complaints)} complaints; {seen}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
