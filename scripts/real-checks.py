"""What `scripts/test-real` judges: the shipped program against a real llama.cpp server.

Started by `scripts/test-real`, which starts the model. Only Python's own library and tmux are used. A relay
between the program and the server writes down the requests; where time is measured there is none between.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

MODEL = "smollm2-135m-instruct"
WIRES = ("chat", "responses", "auto")
PATHS = {"chat": "/v1/chat/completions", "responses": "/v1/responses", "auto": "/v1/chat/completions"}
# Generous, because the machine may be busy; only IDLE_LIMIT is a promise.
PATIENCE = 120.0
IDLE_LIMIT = 1.0
QUESTION = "What is the capital of France?"
LONG_STORY = "Write a very long story about a sailor who crosses the sea, in ten chapters."


class Tally:
    """Counts and prints what was found."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def check(self, name, good, figures=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
        self.say("ok" if good else "FAIL", name, figures)
        return good

    def skip(self, name, why):
        self.skipped += 1
        self.say("skip", name, why)

    @staticmethod
    def say(word, name, figures):
        print(f"{word} {name}" + (f": {figures}" if figures else ""), flush=True)


class GaveUp(Exception):
    """Something that was waited for did not come."""


def wait_for(what, probe, patience=PATIENCE, pause=0.02):
    """The first true answer of `probe`."""
    end = time.monotonic() + patience
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise GaveUp(f"{what} did not come within {patience:.0f} s")
        time.sleep(pause)


# --- The server


def get(url, timeout=10.0):
    """Status and body; 0 when nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()
    except OSError:
        return 0, b""


def is_busy(server):
    status, body = get(server + "/slots")
    if status != 200:
        raise GaveUp(f"GET /slots answered {status}")
    return any(slot["is_processing"] for slot in json.loads(body))


def seconds_until_idle(server, since):
    wait_for("an idle server", lambda: not is_busy(server), pause=0.005)
    return time.monotonic() - since


class Relay:
    """Passes bytes on to the server and keeps them, both ways."""

    def __init__(self, server):
        host, port = server.removeprefix("http://").split(":")
        self.target = (host, int(port))
        self.asked = []
        self.answered = []
        # Bytes after which one streamed answer is cut off.
        self.cut_after = None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        try:
            server = socket.create_connection(self.target)
        except OSError:
            client.close()
            return
        question, answer = bytearray(), bytearray()
        self.asked.append(question)
        self.answered.append(answer)
        upward = threading.Thread(target=self.pump, args=(client, server, question), daemon=True)
        upward.start()

        def is_cut():
            if not self.cut_after or len(answer) < self.cut_after or b"/chat/completions" not in question:
                return False
            # Once only: what comes back is the rest.
            self.cut_after = None
            return True

        self.pump(server, client, answer, is_cut)
        upward.join()
        client.close()
        server.close()

    @staticmethod
    def pump(source, target, kept, is_cut=lambda: False):
        try:
            while data := source.recv(65536):
                kept += data
                if is_cut():
                    break
                target.sendall(data)
        except OSError:
            pass
        # The end of one direction is the end of both, as it is when a program closes its socket.
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def posts(self):
        """Every POST so far, in order of its connection: path and JSON body."""
        found = []
        for stream in list(self.asked):
            rest = bytes(stream)
            while b"\r\n\r\n" in rest:
                head, rest = rest.split(b"\r\n\r\n", 1)
                size = re.search(rb"(?i)^content-length: *(\d+)", head, re.MULTILINE)
                body, rest = (rest[: int(size[1])], rest[int(size[1]) :]) if size else (b"", rest)
                method, path, _ = head.split(b" ", 2)
                if method == b"POST":
                    found.append((path.decode(), json.loads(body or b"null")))
        return found

    def forget(self):
        self.asked.clear()
        self.answered.clear()

    def answers(self):
        return b"".join(bytes(stream) for stream in list(self.answered))


# --- The program


def write_home(home, server, first="chat"):
    """A private CODEX_HOME with one provider and one profile per wire."""
    home.mkdir(mode=0o700, parents=True)
    lines = [f'profile = "{first}"']
    for wire in WIRES:
        lines += [
            f"[model_providers.real-{wire}]",
            'name = "llama.cpp"',
            f'base_url = "{server}/v1"',
            f'wire_api = "{wire}"',
            f"[profiles.{wire}]",
            f'model = "{MODEL}"',
            f'model_provider = "real-{wire}"',
        ]
    (home / "config.toml").write_text("\n".join(lines) + "\n")
    return home


def environment(home):
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "TMPDIR", "SHELL")}
    return kept | {
        "HOME": str(home),
        "CODEX_HOME": str(home),
        "TMUX_TMPDIR": str(home),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
    }


Outcome = collections.namedtuple("Outcome", "status out err seconds")


class Program:
    def __init__(self, binary, home):
        self.binary = binary
        self.home = home

    def start(self, *words, stdin=subprocess.DEVNULL, command="exec"):
        return subprocess.Popen(
            [self.binary, command, *words],
            env=environment(self.home),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def exec(self, *words, piped=None):
        """`codex-tui exec …` to its end."""
        return self.run("exec", *words, piped=piped)

    def run(self, command, *words, piped=None, patience=PATIENCE):
        began = time.monotonic()
        process = self.start(
            *words, stdin=subprocess.DEVNULL if piped is None else subprocess.PIPE, command=command)
        try:
            out, err = process.communicate(None if piped is None else piped.encode(), patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise GaveUp(f"codex-tui {command} did not end within {patience:.0f} s") from None
        return Outcome(process.returncode, out.decode(), err.decode(), time.monotonic() - began)


class Screen:
    """The full screen in a tmux of its own."""

    def __init__(self, program, profile, *options, **variables):
        self.env = environment(program.home) | variables
        self.name = f"codex-tui-real-{os.getpid()}"
        command = shlex.join([program.binary, "--profile", profile, *options])
        ids = self.tmux(
            "-f", os.devnull, "new-session", "-d", "-x", "140", "-y", "45",
            "-P", "-F", "#{pane_pid} #{pid}", command)
        self.pids = [int(pid) for pid in ids.split()]

    def __enter__(self):
        # A program that crashed leaves its last picture.
        self.tmux("set-option", "-g", "remain-on-exit", "on")
        return self

    def __exit__(self, *_):
        for pid in self.pids:
            if lives(pid):
                os.kill(pid, signal.SIGTERM)
        wait_for("the end of tmux", lambda: not any(map(lives, self.pids)), 10)

    def tmux(self, *words):
        return subprocess.run(
            ["tmux", "-u", "-L", self.name, *words],
            env=self.env, check=True, capture_output=True, timeout=30,
        ).stdout.decode()

    def text(self):
        return self.tmux("capture-pane", "-p")

    def wait(self, what, probe, patience=PATIENCE):
        try:
            return wait_for(what, probe, patience)
        except GaveUp as reason:
            raise GaveUp(f"{reason}; the screen:\n{self.text()}") from None

    def press(self, key):
        self.tmux("send-keys", key)

    def send(self, prompt):
        self.tmux("send-keys", "-l", prompt)
        self.wait("the typed prompt", lambda: words(prompt)[-20:] in words(self.composer()))
        self.press("Enter")

    def paste(self, prompt, home):
        file = home / "pasted"
        file.write_text(prompt)
        self.tmux("load-buffer", str(file))
        self.tmux("paste-buffer", "-p")

    def composer(self):
        return "\n".join(row for row in self.text().splitlines() if not row.startswith("│"))

    def panes(self):
        """The words of the thinking pane and of the response pane."""
        rows = [row for row in self.text().splitlines() if row.startswith("│") and "││" in row]
        halves = [row[1:-1].split("││", 1) for row in rows]
        # The second in which a line of thinking began is the pane's, not the model's.
        halves = [(re.sub(r"^ *\d+s ", "", left), right) for left, right in halves]
        return words(*(half[0] for half in halves)), words(*(half[1] for half in halves))

    def bar(self):
        return self.text().rstrip("\n").rpartition("\n")[2]

    def answer_to(self, prompt, profile):
        """What stands under a prompt's last occurrence; empty while it is not there."""
        head = f"{MODEL} · {profile} "
        _, conversation = self.panes()
        _, asked, after = conversation.rpartition(words(prompt))
        return after.partition(head)[2] if asked else ""

    def until_ready(self):
        self.wait("a model that is ready", lambda: "│ ready │" in self.text())

    def switch(self, profile):
        for _ in range(12):
            if f"│ {profile} │" in self.bar() + " │":
                return
            before = self.bar()
            self.press("F2")
            self.wait("another profile", lambda: self.bar() != before, 10)
            time.sleep(0.3)
        raise GaveUp(f"F2 never came to {profile}: {self.bar()}")


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def words(*rows):
    """One line, one space between words: wrapping does not count."""
    return " ".join(" ".join(rows).split())


# --- What is judged


class Checks:
    def __init__(self, options):
        self.server = options.server
        self.context = options.context
        self.work = pathlib.Path(options.work)
        self.binary = os.path.abspath(options.binary)
        self.tally = Tally()
        self.relay = Relay(self.server)
        self.watched = Program(self.binary, write_home(self.work / "watched", self.relay.url))
        self.direct = Program(self.binary, write_home(self.work / "direct", self.server))

    def run(self, sections):
        for name in sections:
            try:
                getattr(self, name)()
            except Exception as reason:  # whatever it was, the other sections still count
                self.tally.check(name, False, f"{type(reason).__name__}: {reason}")
        tally = self.tally
        print(f"{tally.passed} passed, {tally.failed} failed, {tally.skipped} skipped", flush=True)
        return 1 if tally.failed else 0

    # (1)

    def exec(self):
        for wire in WIRES:
            self.relay.forget()
            self.judge_answer(f"exec over {wire}", self.watched.exec("--profile", wire, QUESTION))
            paths = [path for path, _ in self.relay.posts()]
            self.tally.check(f"exec over {wire} posts once", paths == [PATHS[wire]], ", ".join(paths))
        piped = self.watched.exec("--profile", "chat", piped=QUESTION + "\n")
        self.judge_answer("exec with the prompt from a pipe", piped)
        self.interrupted_exec()

    def judge_answer(self, name, got):
        thought = re.search(r"^\[(.+?)\]$", got.err, re.DOTALL | re.MULTILINE)
        good = got.status == 0 and got.out.strip() and thought and "<think>" not in got.out
        figures = f"{got.seconds:.1f} s, {len(got.out.strip())} characters"
        if good:
            figures += f", thinking {len(thought[1].strip())}"
        else:
            figures += f", exit {got.status}, stdout {got.out!r}, stderr {got.err!r}"
        self.tally.check(name, bool(good), figures)

    def interrupted_exec(self):
        process = self.direct.start("--profile", "chat", LONG_STORY)
        try:
            first = process.stderr.read(12)
            since = time.monotonic()
            process.send_signal(signal.SIGINT)
            idle = seconds_until_idle(self.server, since)
            out, err = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        self.tally.check(
            "Ctrl+C ends exec with 130", process.returncode == 130 and first.startswith(b"["),
            f"exit {process.returncode}, said {len(first + err + out)} bytes")
        self.tally.check("Ctrl+C leaves the server idle", idle <= IDLE_LIMIT, f"after {idle:.3f} s")

    # (2)

    def stop(self):
        for wire in ("chat", "responses"):
            with Screen(self.direct, wire) as screen:
                screen.until_ready()
                self.stop_once(screen, wire, "thinking")
                self.next_prompt(screen, wire, QUESTION)
                self.stop_once(screen, wire, "answering")
                self.next_prompt(screen, wire, "What is the capital of Spain?")
        with Screen(self.direct, "chat") as screen:
            screen.until_ready()
            self.stop_reading(screen)

    def stop_once(self, screen, wire, stage):
        name = f"Esc while {stage} over {wire}"
        for attempt in (1, 2, 3):
            before = self.begin(screen, stage, wire)
            since = time.monotonic()
            screen.press("Escape")
            idle = seconds_until_idle(self.server, since)
            said = self.seconds_until_said(screen, since)
            # A reply may have come to its end of its own in the moment before the key arrived.
            if said is not None or attempt == 3:
                break
            self.settled(screen)
        tries = "" if attempt == 1 else f", attempt {attempt}"
        self.tally.check(f"{name}: the server is idle", idle <= IDLE_LIMIT, f"after {idle:.3f} s{tries}")
        self.tally.check(
            f"{name}: the screen says so", said is not None,
            "" if said is None else f"seen after {said:.3f} s")
        report = "stopped here, and the server stopped"
        screen.wait(report, lambda: report in screen.text(), 10)
        self.tally.check(f"{name}: the screen tells that the server stopped", True)
        time.sleep(1)
        self.judge_partial(name, before, screen.panes()[0 if stage == "thinking" else 1])

    @staticmethod
    def seconds_until_said(screen, since):
        try:
            wait_for("the word", lambda: screen.panes()[1].endswith("— stopped by you —"), 5)
        except GaveUp:
            return None
        return time.monotonic() - since

    def judge_partial(self, name, before, after):
        # The last word may have been half there.
        start = before.rstrip("]").rstrip().rpartition(" ")[0]
        self.tally.check(
            f"{name}: what was said stays", bool(start) and start in after,
            f"{len(start)} characters" if start in after else f"{start!r} is not in {after!r}")

    def begin(self, screen, stage, wire):
        """Asks until the stage streams while the server works; what stands there then."""
        for _ in range(5):
            screen.send(LONG_STORY)
            screen.wait("a busy server", lambda: is_busy(self.server))

            def streams():
                if stage == "thinking":
                    said = screen.panes()[0]
                    live = "│ thinking │" in screen.bar() and said.startswith("[")
                else:
                    said = screen.answer_to(LONG_STORY, wire)
                    live = "│ answering │" in screen.bar()
                if live and len(said.split()) >= 4:
                    return said
                return None if is_busy(self.server) else "over"

            said = screen.wait(stage, streams)
            if said != "over" and is_busy(self.server):
                return said
            # A model of this size may be done before one looks; then it is asked again.
            self.settled(screen)
        raise GaveUp(f"the model was always done before it could be stopped while {stage}")

    def settled(self, screen):
        screen.wait(
            "the end of the reply", lambda: "│ ready │" in screen.bar() and not is_busy(self.server))

    def next_prompt(self, screen, wire, prompt):
        answer = self.ask(screen, prompt, wire)
        self.tally.check(f"the next prompt after Esc over {wire}", bool(answer), repr(answer[:60]))

    def ask(self, screen, prompt, profile):
        """The answer to a prompt that does not stand on the screen yet."""
        screen.send(prompt)
        screen.wait("an answer", lambda: screen.answer_to(prompt, profile))
        self.settled(screen)
        return screen.answer_to(prompt, profile)

    def stop_reading(self, screen):
        """llama.cpp looks for a closed connection only between two batches of a prompt."""
        name = "Esc while the prompt is read over chat"
        screen.paste("apple pear " * (self.context * 3 // 10), self.work)
        time.sleep(1)
        screen.press("Enter")
        # The server is not asked whether it is busy: it would answer only after the batch.
        screen.wait("a reply under way", lambda: "│ ready │" not in screen.bar())
        time.sleep(0.5)
        bar = screen.bar().split(" │ ")[2]
        since = time.monotonic()
        screen.press("Escape")
        said = self.seconds_until_said(screen, since)
        idle = seconds_until_idle(self.server, since)
        # The template's three opening words may come before the prompt is read.
        is_early = len(screen.panes()[0].split()) <= 4
        self.tally.check(
            f"{name}: the screen says so", said is not None and is_early,
            f"seen after {said or 5:.3f} s, the status bar said {bar!r}"
            + ("" if is_early else ", but the prompt was read already"))
        name += ": the server is idle"
        if idle <= IDLE_LIMIT:
            self.tally.check(name, True, f"after {idle:.3f} s")
            return
        plain = self.seconds_after_hanging_up("plum fig " * (self.context * 2 // 5))
        figures = f"after {idle:.3f} s, and {plain:.3f} s after a plain socket was closed"
        if idle <= plain + IDLE_LIMIT:
            self.tally.skip(name, figures + ": the server finishes its batch first")
        else:
            self.tally.check(name, False, figures)

    def seconds_after_hanging_up(self, prompt):
        """The same without codex-tui: what the server itself needs."""
        body = json.dumps({"messages": [{"role": "user", "content": prompt}], "stream": True}).encode()
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(body)}\r\n\r\n"
        host, port = self.server.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            client.sendall(head.encode() + body)
            time.sleep(0.5)
        return seconds_until_idle(self.server, time.monotonic())

    # (3)

    def overflow(self):
        prompt = "apple pear " * (self.context * 5 // 4)
        for wire in WIRES:
            self.relay.forget()
            got = self.watched.exec("--profile", wire, piped=prompt)
            told = re.search(
                rb'"n_prompt_tokens": *(\d+),"n_ctx": *(\d+)', self.relay.answers()) or (b"", b"0", b"0")
            tokens, window = told[1].decode(), told[2].decode()
            good = got.status == 7 and not got.out.strip() and window == str(self.context)
            good = good and all(re.search(rf"\b{number}\b", got.err) for number in (tokens, window))
            self.tally.check(
                f"a prompt longer than the context over {wire}", good,
                f"exit {got.status}, {got.err.strip().splitlines()[0] if got.err else 'no message'}")
            self.last_overflow = (tokens, window)
        self.overflow_on_screen(prompt)

    def overflow_on_screen(self, prompt):
        with Screen(self.direct, "chat") as screen:
            screen.until_ready()
            screen.paste(prompt, self.work)
            time.sleep(1)
            screen.press("Enter")
            # Its window is known, so that the screen asks before it sends.
            screen.wait("the question what to do", lambda: "Send it anyway" in screen.text())
            while "▸ Send it anyway" not in screen.text():
                screen.press("Down")
                time.sleep(0.1)
            screen.press("Enter")
            screen.wait("the refusal", lambda: "✗" in screen.panes()[1])
            said = screen.panes()[1].rpartition("✗")[2].strip()
            good = all(re.search(rf"\b{number}\b", said) for number in self.last_overflow)
            self.tally.check("a prompt longer than the context on the screen", good, said[:120])
            answer = self.ask(screen, QUESTION, "chat")
            self.tally.check("the next prompt after an overflow", bool(answer), repr(answer[:60]))

    # (4)

    def switch(self):
        first, second, third = QUESTION, "Which river is in that city?", "Say hello."
        with Screen(self.watched, "chat") as screen:
            screen.until_ready()
            self.relay.forget()
            answer = self.ask(screen, first, "chat")
            screen.switch("responses")
            shown = screen.panes()[1]
            self.tally.check(
                "F2 keeps the conversation on the screen", first in shown and answer[:40] in shown,
                screen.bar().strip())
            self.ask(screen, second, "responses")
            path, body = self.relay.posts()[-1]
            self.judge_history(
                "F2 to responses sends the history", path == PATHS["responses"], body.get("input"),
                [first, second], answer)
            screen.switch("chat")
            self.ask(screen, third, "chat")
            path, body = self.relay.posts()[-1]
            self.judge_history(
                "F2 back to chat sends the history", path == PATHS["chat"], body.get("messages"),
                [first, second, third], answer)

    def cache(self):
        """What a real llama.cpp read again, and the reason that the turn gives."""
        name = "what was read again"
        with Screen(self.direct, "chat") as screen:
            screen.until_ready()
            screen.paste("apple pear " * (self.context // 5), self.work)
            time.sleep(1)
            screen.press("Enter")
            screen.wait("an answer", lambda: "apple pear" in screen.panes()[1])
            self.settled(screen)
            self.ask(screen, QUESTION, "chat")
            self.tally.check(f"{name}: nothing, where only a prompt was added", "read again" not in screen.panes()[1])
            screen.send("/system Answer in one short sentence.")
            time.sleep(1)
            self.ask(screen, "Which river is in that city?", "chat")
            said = screen.panes()[1]
            self.tally.check(
                f"{name}: the instructions", "were read again" in said and "the instructions are others" in said,
                said.rpartition("About")[2][:120])
            screen.send("/why")
            screen.wait("the page", lambda: "where the seconds went" in screen.text())
            row = next((line for line in screen.text().splitlines() if "read before" in line), "")
            self.tally.check("the page tells what was read", bool(re.search(r"\d+ new at \d+ tok/s", row)), words(row)[:160])

    # (16)

    def bench(self):
        """A benchmark agrees with the server's own timings, and with itself."""
        prompts = self.work / "prompts.txt"
        words_of = [QUESTION, "apple pear " * (self.context // 12), "apple pear " * (self.context // 6)]
        prompts.write_text("\n---\n".join(words_of))
        middles = []
        for number in range(2):
            outcome = self.direct.run(
                "bench", "--profile", "chat", "--prompts", str(prompts), "--tokens", "100", "--json",
                patience=10 * PATIENCE)
            rows = [json.loads(line) for line in outcome.out.splitlines()]
            replies = [row for row in rows if row["type"] == "reply"]
            good = outcome.status == 0 and len(replies) == 18 and not any("error" in row for row in replies)
            self.tally.check(f"bench: run {number + 1}", good, words(outcome.err)[:160])
            if not good:
                return
            apart = max(abs(row["tokens_per_second_by_clock"] / row["tokens_per_second"] - 1) for row in replies)
            self.tally.check(
                "our clock agrees with the server's rate within 3 %", apart <= 0.03, f"{apart:.2%} apart at most")
            cold = [row for row in replies if row["kind"] == "cold" and row["prompt_tokens"] > 200]
            apart = max(row["first_token_seconds"] / row["read_seconds"] - 1 for row in cold)
            self.tally.check(
                "the first word comes when the prompt was read, within 3 %", 0 <= apart <= 0.03, f"{apart:.2%} later")
            reread = [row for row in replies if row["kind"] == "cold" and row.get("reused_tokens", 0) > 16]
            kept = [row for row in replies if row["kind"] == "warm" and row["reused_tokens"] < row["prompt_tokens"] // 2]
            self.tally.check("cold prompts are read, warm ones reused", not reread and not kept)
            middles.append(rows[-1])
        for name in ("reading", "writing", "first_token_cold"):
            apart = abs(middles[1][name] / middles[0][name] - 1)
            self.tally.check(f"{name} repeats within 10 %", apart <= 0.1, f"{apart:.1%} apart")
        self.tally.check("the second run is compared with the first", "since" in middles[1].get("change", {}))

    def judge_history(self, name, is_path_right, messages, prompts, answer):
        spoken = [(message.get("role"), content_of(message)) for message in messages or []]
        asked = [text for role, text in spoken if role == "user"]
        replies = [words(text) for role, text in spoken if role == "assistant"]
        good = is_path_right and asked == prompts and len(replies) == len(prompts) - 1
        # The screen renders Markdown; the first words look the same in both.
        good = good and words(answer).split()[:3] == replies[0].split()[:3]
        self.tally.check(
            name, good,
            f"{len(asked)} prompts, {len(replies)} answers" if good else f"{spoken}, shown {answer!r}")

    # (5)

    def loading(self):
        name = "a server that is still loading (503)"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        server = f"http://127.0.0.1:{port}"
        relay = Relay(server)
        program = Program(self.binary, write_home(self.work / "loading", relay.url))
        process = subprocess.Popen(
            [str(pathlib.Path(__file__).with_name("real-model")), "--port", str(port),
             "--context", str(self.context), "--with-parent"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            self.ask_while_loading(name, process, server, relay, program)
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(10)

    def ask_while_loading(self, name, process, server, relay, program):
        def answers():
            if process.poll() is not None:
                raise GaveUp(f"the second server ended with {process.returncode}")
            return get(server + "/health", 5)[0]

        if wait_for("the second server", answers, pause=0.001) != 503:
            return self.tally.skip(name, "it was loaded before it answered at all")
        # As on a machine a tenth as fast: a load of 0.4 s is over before a program has started.
        slow = threading.Event()
        slow.set()
        threading.Thread(target=self.slow_down, args=(process, slow), daemon=True).start()
        asking = program.start("--profile", "chat", QUESTION)
        began = time.monotonic()
        try:
            with Screen(program, "responses") as screen:
                bar = screen.wait(
                    "the load", lambda: re.search(r"│ (loading\b[^│]*|ready) │", screen.bar()), 60)
                wait_for("a 503", lambda: b" 503 " in relay.answers() or answers() == 200, 30)
                slow.clear()
                screen.until_ready()
                shown = bar[1].strip()
                answer = self.ask(screen, QUESTION, "responses")
            out, err = asking.communicate(timeout=PATIENCE)
        finally:
            slow.clear()
            asking.kill()
        got = Outcome(asking.returncode, out.decode(), err.decode(), time.monotonic() - began)
        refused = relay.answers().count(b"HTTP/1.1 503")
        if not refused:
            return self.tally.skip(name, "it was loaded before codex-tui asked")
        self.judge_answer(f"{name}: exec waits and answers", got)
        self.tally.check(
            f"{name}: exec says that it loads", "· loading" in got.err,
            f"{refused} times 503 in all, stderr begins {got.err[:40]!r}")
        if shown == "ready":
            return self.tally.skip(f"{name}: the screen says that it loads", "it was loaded before that")
        self.tally.check(f"{name}: the screen says that it loads, then answers", bool(answer), shown)

    # (6)

    def queue(self):
        """A second prompt waits in line, says so, and is answered when the first one is stopped."""
        with Screen(self.direct, "chat") as screen:
            screen.until_ready()
            body = {"messages": [{"role": "user", "content": LONG_STORY}], "stream": True}
            request = urllib.request.Request(
                self.server + "/v1/chat/completions", json.dumps(body).encode(),
                {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=PATIENCE) as first:
                first.read(1)
                screen.send(QUESTION)
                said = wait_for("the line", lambda: "queued" in screen.bar(), 20)
            self.tally.check("a prompt behind another client's says that it is queued", bool(said))
            answer = wait_for("the answer", lambda: screen.answer_to(QUESTION, "chat"))
            self.tally.check("and is answered when its turn comes", bool(answer))

    # (7)

    def reattach(self):
        """A server that keeps streams: over a cut connection, and over the program's own end."""
        name = "a reply goes on over a cut connection"
        binary = os.environ.get("LLAMA_SERVER") or shutil.which("llama-server")
        model = os.environ.get("LLAMA_MODEL")
        if not binary or not model:
            return self.tally.skip(name, "no llama-server: set LLAMA_SERVER and LLAMA_MODEL, a .gguf file")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        process = subprocess.Popen(
            [binary, "-m", model, "--port", str(port), "-c", "4096", "--parallel", "2"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            server = f"http://127.0.0.1:{port}"
            wait_for("the server", lambda: get(server + "/health", 5)[0] == 200)
            if get(server + "/v1/stream")[0] != 400:
                return self.tally.skip(name, "this llama-server keeps no streams")
            self.go_on(name, server)
        finally:
            process.terminate()
            process.wait(10)

    def go_on(self, name, server):
        relay = Relay(server)
        relay.cut_after = 6000
        got = Program(self.binary, write_home(self.work / "cut", relay.url)).exec(LONG_STORY)
        asked = b"".join(bytes(question) for question in relay.asked)
        offset = re.search(rb"GET /v1/stream\?conv_id=[^ ]*from=(\d+)", asked)
        self.tally.check(
            name, bool(offset) and int(offset[1]) > 0 and got.status == 0,
            f"status {got.status}, {len(got.out)} characters, from byte "
            f"{offset[1].decode() if offset else None}")

    def import_anew(self, examples, home):
        """A conversation of its own for each question: this model calls on and on, and its window fills."""
        subprocess.run(
            [self.binary, "import", examples], env=environment(home), check=True, stdout=subprocess.DEVNULL)

    def tools(self):
        """A real model calls a real server of tools, where it may and where it may not."""
        name = "a real model calls a real server of tools"
        server = shutil.which("mcp-server-time", path=os.environ.get("MCP_SERVERS", "") or None)
        if not server:
            return self.tally.skip(
                name, "no mcp-server-time: pip install mcp-server-time, and its folder in MCP_SERVERS")
        model = subprocess.Popen(
            [pathlib.Path(__file__).parent / "real-model", "--tools", "--threads", "2", "--with-parent"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = model.stdout.readline().split()[-1]
            home = write_home(self.work / "tools", address)
            with (home / "config.toml").open("a") as config:
                config.write(f'\n[mcp_servers.time]\ncommand = "{server}"\n')
            examples = home / "examples.json"
            examples.write_text(json.dumps(example_calls()))
            program = Program(self.binary, home)
            for wire in ("chat", "responses"):
                self.import_anew(examples, home)
                question = ("-p", wire, "--last", "--tools", "time", "--json", "Time in Berlin?")
                status, results = tool_results(program.exec("--allow-tool", "time:get_current_time", *question))
                told = json.loads(results[0]["text"]) if results and results[0]["status"] == "done" else {}
                self.tally.check(
                    f"{name} over {wire}", told.get("timezone") == "Europe/Berlin" and status == 0,
                    f"status {status}, {len(results)} calls, {told.get('datetime')}")
            self.import_anew(examples, home)
            status, results = tool_results(program.exec(*question))
            states = [line["status"] for line in results]
            self.tally.check("without a yes nothing is run", states[:1] == ["denied"] and status == 0, f"{states}")
        finally:
            model.terminate()
            model.wait(10)

    def thinking(self):
        """A budget kept by the server and by the client, a reply that is edited, and one that was cut."""
        model = subprocess.Popen(
            [pathlib.Path(__file__).parent / "real-model", "--think", "2000", "--threads", "2", "--with-parent"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            address = model.stdout.readline().split()[-1]
            relay = Relay(address)
            program = Program(self.binary, write_home(self.work / "thinking", relay.url))
            self.budgets(program, model, address)
            self.edit_thinking(program, relay, address)
            self.go_on_with_answer(program, relay, address)
        finally:
            model.terminate()
            model.wait(10)

    @staticmethod
    def count_tokens(address, text):
        request = urllib.request.Request(
            address + "/tokenize", json.dumps({"content": text}).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return len(json.load(answer)["tokens"])

    def budgets(self, program, model, address):
        question = "Tell me everything about the sky, in great detail."
        greedy = ("--json", "-p", "chat", "-c", "temperature=0", "-c", "max_output_tokens=400")
        limit = 20
        lines = events(program.exec(*greedy, "-c", f"thinking_budget={limit}", question))
        # The server sends the words with which its grammar opens a thought in one piece, so that pieces are no count.
        thought = self.count_tokens(
            address, "".join(line["text"] for line in lines if line["type"] == "thinking.delta"))
        self.tally.check(
            "llama.cpp keeps a budget of tokens within 5 %",
            limit * 0.95 <= thought <= limit * 1.05 and lines[-1]["text"], f"{thought} of {limit}")
        # A small model thinks for a quarter of a second; one that gets a tenth of the machine does not.
        slow = threading.Event()
        slow.set()
        threading.Thread(target=self.slow_down, args=(model, slow), daemon=True).start()
        try:
            lines = events(program.exec("--json", "-p", "chat", "-c", 'thinking_budget="1s"', question))
        finally:
            slow.clear()
            model.send_signal(signal.SIGCONT)
        cut = [line["message"] for line in lines if line["type"] == "notice"]
        seconds = sum(line["seconds"] for line in lines if line["type"] == "stage" and line["stage"] == "think")
        self.tally.check(
            "the client keeps a budget of time", 1 <= seconds <= 2 and any("budget of 1 s" in words for words in cut),
            f"{seconds:.2f} s of 1 s, {cut}")

    def edit_thinking(self, program, relay, address):
        editor = program.home / "editor"
        # The model's grammar lets it think no other way.
        words = "The user wants to hear about bananas, since"
        editor.write_text(f"#!/bin/sh\nprintf '{words}' > \"$1\"\n")
        editor.chmod(0o700)
        with Screen(program, "chat", EDITOR=str(editor)) as screen:
            screen.until_ready()
            self.ask(screen, QUESTION, "chat")
            relay.forget()
            screen.send("/edit thinking")
            screen.wait("the edited reply", lambda: "2/2" in screen.text() and not is_busy(address))
            _, body = relay.posts()[-1]
            last = body["messages"][-1]
            self.tally.check(
                "edited thinking goes to the model as its own",
                last == {"role": "assistant", "content": "", "reasoning_content": words}, repr(last)[:120])
            shown = " ".join(screen.panes()[0].split())
            self.tally.check("edited thinking is thought on", f"[{words} " in shown, shown[:120])

    def go_on_with_answer(self, program, relay, address):
        with Screen(program, "chat", "-c", "max_output_tokens=8", "-c", "model_reasoning_effort=none") as screen:
            screen.until_ready()
            screen.send("Count from one to fifty in words.")
            screen.wait("the cut", lambda: "length limit" in screen.text())
            relay.forget()
            screen.press("M-c")
            screen.wait("the rest", lambda: "2/2" in screen.text() and not is_busy(address))
            _, body = relay.posts()[-1]
            last = body["messages"][-1]
            self.tally.check(
                "an answer that was cut is written on from its last character",
                last["role"] == "assistant" and body.get("continue_final_message") is True,
                repr(last["content"][-40:]))

    @staticmethod
    def slow_down(process, slow):
        while slow.is_set() and process.poll() is None:
            process.send_signal(signal.SIGSTOP)
            time.sleep(0.09)
            process.send_signal(signal.SIGCONT)
            time.sleep(0.01)


def events(outcome):
    """The lines of `exec --json`."""
    return [json.loads(line) for line in outcome.out.splitlines()]


def tool_results(outcome):
    """The status of `exec --json`, and its lines about results of tools."""
    lines = map(json.loads, outcome.out.splitlines())
    return outcome.status, [line for line in lines if line["type"] == "tool.result"]


def example_calls():
    """A conversation in which the model has called already: one of this size calls nothing without examples."""
    turns = []
    for number, (place, zone, time) in enumerate([("UTC", "UTC", "14:05"), ("Berlin", "Europe/Berlin", "15:05")] * 2):
        use = {
            "name": "time__get_current_time", "arguments": json.dumps({"timezone": zone}), "id": f"call_{number}",
            "result": {"status": "done", "text": time},
        }
        turn = {
            "id": 1000 + number, "created": f"2026-01-01T00:00:0{number}Z", "prompt": f"Time in {place}?",
            "answer": f"It is {time}.", "profile": "chat", "provider": "real-chat", "model": "smollm2-135m-instruct",
            "calls": [{"after": {"thinking": 0, "answer": 0}, "uses": [use]}],
        }
        if number:
            turn["parent"] = 999 + number
        turns.append(turn)
    return {
        "format": "codex-tui-conversation", "version": 1, "turns": turns,
        "conversation": {"title": "time", "created": "2026-01-01T00:00:00Z", "tags": []},
    }


def content_of(message):
    """A message's text, whether plain or in parts."""
    content = message.get("content")
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content or [])


def leave(number, _):
    """Ends the open tmux and the second server too, undisturbed by a second signal."""
    for other in (signal.SIGINT, signal.SIGTERM):
        signal.signal(other, signal.SIG_IGN)
    sys.exit(128 + number)


def main():
    sections = ("exec", "stop", "overflow", "switch", "cache", "bench", "loading", "queue", "reattach", "tools",
                "thinking")
    parser = argparse.ArgumentParser(prog="scripts/test-real")
    parser.add_argument("--server", required=True)
    parser.add_argument("--context", type=int, required=True)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("sections", nargs="*", metavar="section", help=", ".join(sections))
    options = parser.parse_args()
    if strangers := set(options.sections) - set(sections):
        parser.error(f"no section named {', '.join(sorted(strangers))}; there are {', '.join(sections)}")
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, leave)
    return Checks(options).run(options.sections or sections)


if __name__ == "__main__":
    sys.exit(main())
