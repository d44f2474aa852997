"""Looks at an exported page in a real browser: light, dark, thinking folded, nothing fetched.

    python3 scripts/check-html.py BINARY [FOLDER]

Imports a conversation with everything a page can hold, exports it with the program, and has a headless
Chromium take pictures into FOLDER (default .build/html). Says so and ends well where there is no
Chromium. Checks of the pictures: the ground's colour in both schemes, that unfolding the thinking makes
the page longer, that the picture sent along shows, that nothing is cut at the right edge of a narrow window.
"""
import base64
import http.server
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
import zlib

LIGHT, DARK = (255, 255, 255), (0x15, 0x17, 0x1A)
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
ANSWER = """# Widths

A cell is **one** or *two* columns wide; `wcwidth` says which. See [the page](https://example.org/widths).

- first
  1. nested
  2. twice
- second

> A long quotation that goes on and on until it has to break at the edge of the page, and a bit further.

| name | width | emoji |
|:-----|------:|:-----:|
| 東京 | 4 | 🎉 |
| naïve | 5 | 👩‍💻 |

```c
int width = wcwidth(character); // a line of code that is much longer than a narrow window is wide, surely
if (width < 0 && flag) return "<none>";
```

<script>document.title = "owned"</script>

![far away](http://ADDRESS/image.png)

averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongwordwithoutanybreak
"""


def picture():
    """A red square of 40 by 40 pixels, as a data URL."""
    def chunk(kind, body):
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    rows = (b"\0" + b"\xd0\x20\x20" * 40) * 40
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
           + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return "data:image/png;base64," + base64.b64encode(png).decode()


def main():
    binary = os.path.abspath(sys.argv[1])
    folder = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else ".build/html")
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("check-html: skipped, there is no Chromium here (Debian: apt-get install chromium)")
        return 0
    os.makedirs(folder, exist_ok=True)
    asked = []

    class Witness(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Witness)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = tempfile.mkdtemp(prefix="codex-tui-html.")
    try:
        page = export(binary, home, folder, f"127.0.0.1:{server.server_port}")
        complaints = look(browser, home, folder, page)
    finally:
        shutil.rmtree(home)
    complaints += [f"the page asked the network for {path}" for path in asked]
    for complaint in complaints:
        print("check-html:", complaint)
    print(f"check-html: {len(complaints)} complaints; pictures in {folder}")
    return 1 if complaints else 0


def export(binary, home, folder, address):
    """Keeps the conversation, exports it as a page, returns the page's path."""
    turn = {
        "created": "2026-09-21T14:13:20Z", "profile": "local", "provider": "lmstudio",
        "model": "qwen3-4b", "status": "complete"}
    stages = [{"stage": "think", "start": 0, "end": 8.2}, {"stage": "answer", "start": 8.2, "end": 9}]
    conversation = {
        "format": "codex-tui-conversation", "version": 1,
        "conversation": {"id": "htmlpage", "title": "Widths & <signs>"},
        "turns": [
            dict(turn, id=1, prompt="How wide is a cell?\n  <b>Really</b>", images=[picture()],
                 thinking="\n".join(f"thought {n}: a cell, a column, a glyph" for n in range(60)),
                 answer=ANSWER.replace("ADDRESS", address), stages=stages),
            dict(turn, id=2, parent=1, prompt="and then?", answer="It was", status="interrupted"),
        ]}
    source = os.path.join(home, "page.json")
    with open(source, "w") as file:
        json.dump(conversation, file)
    page = os.path.join(folder, "page.html")
    environment = {"HOME": home, "PATH": os.environ["PATH"]}
    subprocess.run([binary, "import", source], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([binary, "export", "htmlpage", "-o", page], env=environment, check=True)
    return page


def look(browser, home, folder, page):
    """Takes the pictures; returns what is wrong with them."""
    complaints = []

    def shot(name, file, width, scheme):
        path = os.path.join(folder, name + ".png")
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             f"--user-data-dir={home}/browser", f"--window-size={width},1400",
             f"--blink-settings=preferredColorScheme={scheme}", f"--screenshot={path}",
             "file://" + file],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        return pixels(path)

    unfolded = os.path.join(home, "unfolded.html")
    with open(page) as text, open(unfolded, "w") as copy:
        copy.write(text.read().replace("<details>", "<details open>"))
    light = shot("light", page, 900, 1)
    dark = shot("dark", page, 900, 0)
    narrow = shot("narrow", page, 500, 1)
    opened = shot("unfolded", unfolded, 900, 1)
    for name, rows, ground in [("light", light, LIGHT), ("dark", dark, DARK)]:
        if rows[2][2] != ground:
            complaints.append(f"the ground is {rows[2][2]} in the {name} scheme, not {ground}")
        inks = {pixel for row in rows[::3] for pixel in row[::3]}
        if len(inks) < 20:
            complaints.append(f"there is next to nothing on the {name} page")
    if not any((0xD0, 0x20, 0x20) in row for row in light):
        complaints.append("the picture that was sent along does not show")
    if end(opened) <= end(light):
        complaints.append("unfolding the thinking changes nothing: was it folded?")
    edge = [row[-3] for row in narrow]
    if any(pixel != LIGHT for pixel in edge):
        complaints.append("something reaches over the right edge of a narrow window")
    return complaints


def end(rows):
    """The last row that is not all ground."""
    return max((number for number, row in enumerate(rows) if len(set(row)) > 1), default=0)


def pixels(path):
    """Rows of (red, green, blue) of a PNG with 8 bits a channel."""
    with open(path, "rb") as file:
        data = file.read()
    place, body, width, channels = 8, b"", 0, 3
    while place < len(data):
        length, kind = struct.unpack(">I4s", data[place:place + 8])
        chunk = data[place + 8:place + 8 + length]
        if kind == b"IHDR":
            width, _, _, colour = struct.unpack(">IIBB", chunk[:10])
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            body += chunk
        place += length + 12
    raw, stride = zlib.decompress(body), width * channels
    rows, before = [], bytearray(stride)
    for start in range(0, len(raw), stride + 1):
        row = unfiltered(raw[start], bytearray(raw[start + 1:start + 1 + stride]), before, channels)
        rows.append([tuple(row[x:x + 3]) for x in range(0, stride, channels)])
        before = row
    return rows


def unfiltered(kind, row, before, channels):
    for x in range(len(row) if kind else 0):
        left = row[x - channels] if x >= channels else 0
        above = before[x]
        corner = before[x - channels] if x >= channels else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = above
        elif kind == 3:
            guess = (left + above) // 2
        else:
            near = left + above - corner
            guess = min((left, above, corner), key=lambda value: abs(near - value))
        row[x] = (row[x] + guess) & 0xFF
    return row


if __name__ == "__main__":
    sys.exit(main())
