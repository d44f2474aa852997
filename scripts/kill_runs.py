"""Kills codex-tui while it streams and checks the archive; see scripts/test-kill.

A server of our own sends one numbered word every 20 ms and knows when it sent which, so that what
the archive lacks can be measured in seconds.
"""
import http.server
import json
import os
import pty
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

WORD_SECONDS = 0.02
# The promise is a second; the rest is what a kill needs to take effect on a busy machine.
LIMIT_SECONDS = 1.25


class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    sent = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        found = self.path.endswith("/v1/models")
        body = json.dumps(
            {"data": [{"id": "slow", "owned_by": "llamacpp"}]} if found else {"error": {}}).encode()
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for number in range(100_000):
                key = "reasoning_content" if number < 50 else "content"
                chunk = {"choices": [{"index": 0, "delta": {key: f"w{number} "}}]}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()
                Server.sent.append(time.monotonic())
                time.sleep(WORD_SECONDS)
        except OSError:
            pass
        self.close_connection = True


def main():
    runs, binary = int(sys.argv[1]), sys.argv[2]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    worst, kept_replies, failures = 0.0, 0, []
    home = tempfile.mkdtemp(prefix="codex-tui-kill.")
    os.makedirs(home + "/.codex")
    with open(home + "/.codex/config.toml", "w") as config:
        config.write(
            'profile = "slow"\n[model_providers.slow]\nname = "slow"\nwire_api = "chat"\n'
            f'base_url = "http://127.0.0.1:{server.server_port}/v1"\n'
            '[profiles.slow]\nmodel = "slow"\nmodel_provider = "slow"\n')
    database = home + "/.local/state/codex-tui/conversations.sqlite"
    for run in range(runs):
        killed, lacking = one_run(binary, home, database, run, failures)
        if lacking is not None:
            kept_replies += 1
            worst = max(worst, lacking)
            if lacking > LIMIT_SECONDS:
                failures.append(f"run {run}: lacks {lacking:.2f} s of text")
    check = subprocess.run([binary, "sessions", "check"], env=environment(home),
                           capture_output=True, text=True)
    if check.stdout != "ok\n":
        failures.append(f"at the end: {check.stdout}{check.stderr}")
    unfinished = sqlite3.connect(database).execute(
        "SELECT count(*) FROM turn WHERE status = 'streaming'").fetchone()[0]
    if unfinished:
        failures.append(f"{unfinished} replies were not recovered")
    for failure in failures:
        print(failure)
    print(f"{runs} runs killed, {kept_replies} while words arrived; "
          f"at most {worst:.2f} s of text lacking; {len(failures)} failures")
    shutil.rmtree(home)
    sys.exit(1 if failures else 0)


def environment(home):
    return {"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def one_run(binary, home, database, run, failures):
    """Kills one program; returns when, and how many seconds of the reply its archive lacks."""
    Server.sent = []
    process, terminal = start(binary, home)
    drawn = threading.Event()
    reader = threading.Thread(target=drain, args=(terminal, drawn), daemon=True)
    reader.start()
    # Before the first picture the terminal is not the program's yet and would change the Enter key.
    if not drawn.wait(20):
        failures.append(f"run {run}: no picture within 20 s")
    os.write(terminal, b"count the words of run %d\r" % run)
    # From before the request until well into the answer.
    delay = random.uniform(0.0, 3.5)
    until = time.monotonic() + 10
    if run % 8:
        while not Server.sent and time.monotonic() < until:
            time.sleep(0.01)
    time.sleep(delay)
    killed = time.monotonic()
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    sent = [moment for moment in Server.sent if moment <= killed]
    # Opening it as the next program does is what recovers the reply.
    listed = subprocess.run(
        [binary, "sessions", "--json"], env=environment(home), capture_output=True, text=True)
    if listed.returncode:
        failures.append(f"run {run}: the archive does not open: {listed.stderr}")
        return killed, None
    words = sqlite3.connect(database)
    fault = words.execute("PRAGMA integrity_check").fetchone()[0]
    if fault != "ok":
        failures.append(f"run {run}: {fault}")
    if not sent:
        return killed, None
    row = words.execute(
        "SELECT thinking || answer, status FROM turn WHERE prompt = ?",
        (f"count the words of run {run}",)).fetchone()
    if row is None:
        failures.append(f"run {run}: the prompt is not there")
        return killed, None
    numbers = [int(n) for n in re.findall(r"w(\d+) ", row[0])]
    if numbers != list(range(len(numbers))):
        failures.append(f"run {run}: words are lost or doubled in the middle")
    if row[1] != "cut-off":
        failures.append(f"run {run}: its ending is {row[1]}")
    if len(numbers) >= len(sent):
        return killed, 0.0
    return killed, killed - sent[len(numbers)]


def start(binary, home):
    process, terminal = pty.fork()
    if process == 0:
        os.execve(binary, [binary], environment(home))
    import fcntl
    import struct
    import termios
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    return process, terminal


def drain(terminal, drawn):
    shown = b""
    try:
        while piece := os.read(terminal, 65536):
            if not drawn.is_set():
                shown += piece
                if b"all keys" in shown:
                    drawn.set()
    except OSError:
        pass


main()
