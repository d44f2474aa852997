"""Lets clients that nobody here wrote judge the simulator: openai, ollama, the Codex CLI and the MCP SDK; and has
servers of tools from PyPI called through codex-tui.

Started by `scripts/referees`, which makes the Python environment they are installed in. What the clients
read is compared, byte for byte, with what the server says at once when nothing is streamed.
"""

import argparse
import contextlib
import dataclasses
import fcntl
import json
import os
import pathlib
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator

import codex_cli_bin
import ollama
import openai

import tool_referees

# Every script is answered with signs of one to four bytes, some of several scalars.
PROMPT = "Say hello in Chinese and Japanese, with emoji"
MESSAGES = [{"role": "user", "content": PROMPT}]
# The simulated model calls what it is told to.
CALLS = [{"a": 40, "b": 1}, {"a": 40, "b": 2}]
CALL_PROMPT = " ".join(f"!!call=add{json.dumps(call, separators=(',', ':'))}" for call in CALLS) + " go"
FUNCTION = {
    "name": "add", "description": "Adds two numbers", "parameters": {
        "type": "object", "required": ["a", "b"],
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}}}}
START_SECONDS = 20
REPLY_SECONDS = 30
CODEX_SECONDS = 60
# Nothing listens there: whoever heeds it reaches loopback only.
CLOSED_PROXY = "http://127.0.0.1:9"


class Refused(Exception):
    """What a referee saw and did not accept."""


def expect(condition: bool, what: str) -> None:
    if not condition:
        raise Refused(what)


@dataclasses.dataclass(frozen=True)
class Reply:
    """What was understood of one reply."""

    thinking: str
    answer: str

    def expect_equal(self, other: "Reply") -> None:
        for part in ("thinking", "answer"):
            expect_equal_text(part, getattr(self, part), getattr(other, part))


def expect_equal_text(what: str, got: str, wanted: str) -> None:
    left, right = got.encode(), wanted.encode()
    if left == right:
        return
    same = len(os.path.commonprefix([left, right]))
    raise Refused(
        f"the {what} differs at byte {same}: {left[same:same + 30]!r} instead of {right[same:same + 30]!r}"
        f" ({len(left)} bytes instead of {len(right)})"
    )


class Score:
    """Counts the checks and prints one line for each."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, name: str, body: Callable[[], None]) -> None:
        try:
            body()
        except Exception as reason:  # whatever a client throws is its verdict
            self.failed += 1
            print(f"FAIL {name}", flush=True)
            print(f"  {type(reason).__name__}: {reason}", file=sys.stderr, flush=True)
        else:
            self.passed += 1
            print(f"ok {name}", flush=True)


# The simulator


class Server:
    """One simulator and the model it is asked for."""

    def __init__(self, profile: str, model: str, origin: str, control: str) -> None:
        self.profile = profile
        self.model = model
        self.origin = origin
        self.control = control

    def ask(self, path: str, body: dict | None = None) -> dict:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        if path.startswith("/simulator/"):
            headers["X-Simulator-Token"] = self.control
        request = urllib.request.Request(self.origin + path, data, headers)
        with urllib.request.urlopen(request, timeout=REPLY_SECONDS) as reply:
            return json.load(reply)

    def listed(self) -> list[str]:
        return [model["id"] for model in self.ask("/v1/models")["data"]]

    def loaded(self) -> list[str]:
        return [model["key"] for model in self.ask("/simulator/state")["residents"]]

    def whole_reply(self) -> Reply:
        """The reply that every client must have read, asked for without a stream."""
        body = {"model": self.model, "messages": MESSAGES, "stream": False}
        message = self.ask("/v1/chat/completions", body)["choices"][0]["message"]
        reply = Reply(thinking_in(message), message["content"])
        expect(bool(reply.thinking and reply.answer), "the reference lacks its thinking or its answer")
        return reply


def thinking_in(message: dict) -> str:
    return message.get("reasoning_content") or message.get("reasoning") or ""


@contextlib.contextmanager
def serving(program: str, profile: str, model: str) -> Iterator[Server]:
    command = [program, "simulate", "--port", "0", "--speed", "50", "--server", profile]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        yield Server(profile, model, *announced(process))
    finally:
        process.terminate()
        try:
            process.wait(START_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def announced(process: subprocess.Popen) -> tuple[str, str]:
    """The address and the token of `listening http://127.0.0.1:PORT` and `control X-Simulator-Token: TOKEN`."""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        line = process.stdout.readline() if selector.select(START_SECONDS) else ""
    expect(line.startswith("listening http://127.0.0.1:"), f"the simulator said {line!r}")
    return line.split()[1], process.stdout.readline().split()[-1]


# The openai client


class OpenAIReferee:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = openai.OpenAI(
            base_url=server.origin + "/v1", api_key="none", timeout=REPLY_SECONDS)

    def judge(self, score: Score) -> None:
        name = f"openai on {self.server.profile}:"
        score.check(f"{name} lists the models", self.lists)
        score.check(f"{name} warms up", self.warms_up)
        score.check(f"{name} chat, whole", self.chats_whole)
        score.check(f"{name} chat, streamed", self.chats)
        score.check(f"{name} chat, streamed through its helper", self.chats_with_helper)
        score.check(f"{name} chat, a function called and answered", self.calls_function)
        score.check(f"{name} responses, whole", self.responds_whole)
        score.check(f"{name} responses, a function called and answered", self.responds_with_call)
        score.check(f"{name} responses, streamed", self.responds)
        # A recorded llama.cpp sends no output_index, and the helper insists on one.
        if self.server.profile != "llamacpp":
            score.check(f"{name} responses, streamed through its helper", self.responds_with_helper)

    def lists(self) -> None:
        names = [model.id for model in self.client.models.list()]
        expect(self.server.model in names, f"{self.server.model} is not in {names}")
        expect(names == self.server.listed(), f"{names} instead of {self.server.listed()}")

    def warms_up(self) -> None:
        # What Codex sends; no token of it is wanted.
        self.client.responses.create(model=self.server.model, input="", max_output_tokens=1)
        expect(self.server.model in self.server.loaded(), "the model is not loaded afterwards")

    def chats_whole(self) -> None:
        reply = self.client.chat.completions.create(model=self.server.model, messages=MESSAGES)
        self.expect_chat(reply.choices[0])

    def chats_with_helper(self) -> None:
        with self.client.chat.completions.stream(model=self.server.model, messages=MESSAGES) as stream:
            self.expect_chat(stream.get_final_completion().choices[0])

    def calls_function(self) -> None:
        messages = [{"role": "user", "content": CALL_PROMPT}]
        tools = [{"type": "function", "function": FUNCTION}]
        with self.client.chat.completions.stream(
            model=self.server.model, messages=messages, tools=tools
        ) as stream:
            choice = stream.get_final_completion().choices[0]
        expect(choice.finish_reason == "tool_calls", f"it ended with {choice.finish_reason}")
        calls = choice.message.tool_calls
        expect([json.loads(call.function.arguments) for call in calls] == CALLS, f"it called {calls}")
        expect(len({call.id for call in calls}) == len(CALLS), f"the ids of {calls}")
        whole = self.client.chat.completions.create(
            model=self.server.model, messages=messages, tools=tools).choices[0]
        expect(whole.finish_reason == "tool_calls", f"whole, it ended with {whole.finish_reason}")
        messages.append(
            {"role": "assistant", "content": "", "tool_calls": [
                {"id": call.id, "type": "function", "function": {
                    "name": call.function.name, "arguments": call.function.arguments}}
                for call in calls]})
        messages += [
            {"role": "tool", "tool_call_id": call.id, "content": str(number)}
            for number, call in enumerate(calls, 41)]
        answer = self.client.chat.completions.create(
            model=self.server.model, messages=messages, tools=tools).choices[0].message.content
        expect("41" in answer and "42" in answer, f"the answer is {answer!r}")

    def responds_with_call(self) -> None:
        items = [{"role": "user", "content": CALL_PROMPT}]
        tools = [{"type": "function", **FUNCTION, "strict": False}]
        final = None
        for event in self.client.responses.create(
            model=self.server.model, input=items, tools=tools, stream=True
        ):
            if event.type == "response.completed":
                final = event.response
        expect(final is not None, "response.completed never came")
        calls = [item for item in final.output if item.type == "function_call"]
        expect([json.loads(call.arguments) for call in calls] == CALLS, f"it called {calls}")
        for number, call in enumerate(calls, 41):
            items += [
                {"type": "function_call", "call_id": call.call_id, "name": call.name,
                 "arguments": call.arguments},
                {"type": "function_call_output", "call_id": call.call_id, "output": str(number)}]
        answer = self.client.responses.create(
            model=self.server.model, input=items, tools=tools).output_text
        expect("41" in answer and "42" in answer, f"the answer is {answer!r}")

    def expect_chat(self, choice) -> None:
        expect(choice.finish_reason == "stop", f"it ended with {choice.finish_reason}")
        message = choice.message
        Reply(thinking_in(message.model_extra), message.content).expect_equal(self.server.whole_reply())

    def chats(self) -> None:
        thinking, answer, endings, usage = "", "", [], None
        for chunk in self.client.chat.completions.create(
            model=self.server.model, messages=MESSAGES, stream=True,
            stream_options={"include_usage": True},
        ):
            usage = chunk.usage or usage
            for choice in chunk.choices:
                thinking += thinking_in(choice.delta.model_extra)
                answer += choice.delta.content or ""
                endings += [choice.finish_reason] if choice.finish_reason else []
        expect(endings == ["stop"], f"it ended with {endings}")
        expect(usage is not None and usage.completion_tokens > 0, f"the usage is {usage}")
        Reply(thinking, answer).expect_equal(self.server.whole_reply())

    def responds_whole(self) -> None:
        reply = self.client.responses.create(model=self.server.model, input=PROMPT)
        self.expect_response(reply)

    def responds_with_helper(self) -> None:
        with self.client.responses.stream(model=self.server.model, input=PROMPT) as stream:
            self.expect_response(stream.get_final_response())

    def responds(self) -> None:
        streamed = {"reasoning_text": "", "output_text": ""}
        done = dict(streamed)
        ending = None
        for event in self.client.responses.create(
            model=self.server.model, input=PROMPT, stream=True
        ):
            expect(ending is None, f"{event.type} came after the end")
            match event.type.split("."):
                case ["response", kind, "delta"]:
                    streamed[kind] += event.delta
                case ["response", kind, "done"] if kind in done:
                    done[kind] += event.text
                case ["response", "completed"]:
                    ending = event.response
        expect(ending is not None, "response.completed never came")
        reply = Reply(streamed["reasoning_text"], streamed["output_text"])
        reply.expect_equal(self.server.whole_reply())
        expect_equal_text("repeated answer", done["output_text"], reply.answer)
        self.expect_response(ending)

    def expect_response(self, response) -> None:
        expect(response.status == "completed", f"the status is {response.status}")
        expect(response.usage.output_tokens > 0, f"the usage is {response.usage}")
        parts = [
            part.text for item in response.output if item.type == "reasoning" for part in item.content]
        Reply("".join(parts), response.output_text).expect_equal(self.server.whole_reply())


# The ollama client


class OllamaReferee:
    def __init__(self, server: Server) -> None:
        self.server = server
        self.client = ollama.Client(host=server.origin, timeout=REPLY_SECONDS)

    def judge(self, score: Score) -> None:
        name = f"ollama on {self.server.profile}:"
        score.check(f"{name} lists the models", self.lists)
        score.check(f"{name} shows a model", self.shows)
        score.check(f"{name} warms up", self.warms_up)
        score.check(f"{name} chat, whole", self.chats_whole)
        score.check(f"{name} chat, streamed", self.chats)
        score.check(f"{name} chat without thinking", self.chats_without_thinking)
        score.check(f"{name} generate, streamed", self.generates)

    def lists(self) -> None:
        names = [model.model for model in self.client.list().models]
        expect(self.server.model in names, f"{self.server.model} is not in {names}")
        expect(names == self.server.listed(), f"{names} instead of {self.server.listed()}")

    def shows(self) -> None:
        shown = self.client.show(self.server.model)
        expect("thinking" in shown.capabilities, f"the capabilities are {shown.capabilities}")
        expect(bool(shown.modelinfo), "there is no model_info")

    def running(self) -> list[str]:
        return [model.model for model in self.client.ps().models]

    def warms_up(self) -> None:
        expect(self.running() == [], f"{self.running()} are loaded before")
        reply = self.client.generate(self.server.model, keep_alive="5m")
        expect(reply.done_reason == "load", f"it ended with {reply.done_reason}")
        expect(self.running() == [self.server.model], f"{self.running()} are loaded afterwards")

    def chats_whole(self) -> None:
        reply = self.client.chat(self.server.model, MESSAGES, think=True)
        expect(reply.done_reason == "stop", f"it ended with {reply.done_reason}")
        message = reply.message
        Reply(message.thinking or "", message.content).expect_equal(self.server.whole_reply())

    def chats(self) -> None:
        parts = list(self.client.chat(self.server.model, MESSAGES, stream=True, think=True))
        self.expect_end(parts)
        thinking = "".join(part.message.thinking or "" for part in parts)
        answer = "".join(part.message.content or "" for part in parts)
        Reply(thinking, answer).expect_equal(self.server.whole_reply())

    def chats_without_thinking(self) -> None:
        parts = list(self.client.chat(self.server.model, MESSAGES, stream=True, think=False))
        self.expect_end(parts)
        thinking = "".join(part.message.thinking or "" for part in parts)
        answer = "".join(part.message.content or "" for part in parts)
        Reply(thinking, answer).expect_equal(Reply("", self.server.whole_reply().answer))

    def generates(self) -> None:
        parts = list(self.client.generate(self.server.model, PROMPT, stream=True, think=True))
        self.expect_end(parts)
        thinking = "".join(part.thinking or "" for part in parts)
        answer = "".join(part.response or "" for part in parts)
        Reply(thinking, answer).expect_equal(self.server.whole_reply())

    def expect_end(self, parts: list) -> None:
        expect([part.done for part in parts].count(True) == 1, "there is not exactly one end")
        last = parts[-1]
        expect(last.done_reason == "stop", f"it ended with {last.done_reason}")
        expect(bool(last.eval_count and last.eval_duration), "the last line has no figures")


# The Codex CLI


class CodexReferee:
    """One run of `codex exec`; the checks look at what it did, said and printed."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.output = ""
        self.progress = ""
        self.last_message = ""

    def judge(self, score: Score) -> None:
        name = f"codex on {self.server.profile}:"
        score.check(f"{name} runs", self.runs)
        score.check(f"{name} lists the models and warms up", self.warmed_up)
        score.check(f"{name} answer on stdout", self.answered)
        score.check(f"{name} last message in its file", self.kept)
        score.check(f"{name} thinking on stderr", self.thought)

    def runs(self) -> None:
        with tempfile.TemporaryDirectory(prefix="referees-", ignore_cleanup_errors=True) as folder:
            root = pathlib.Path(folder)
            for part in ("home", "codex", "work"):
                (root / part).mkdir()
            message = root / "message"
            self.run(root, message)
            self.last_message = message.read_text(encoding="utf-8")

    def run(self, root: pathlib.Path, message: pathlib.Path) -> None:
        command = [
            str(codex_cli_bin.bundled_codex_path()), "exec", "--oss", "--local-provider", "lmstudio",
            "-m", self.server.model, "--skip-git-repo-check", "-C", str(root / "work"),
            "-o", str(message), PROMPT]
        environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("CODEX_", "OPENAI_", "XDG_"))}
        environment |= {
            "HOME": str(root / "home"), "CODEX_HOME": str(root / "codex"),
            "CODEX_OSS_BASE_URL": self.server.origin + "/v1"}
        # A session of its own, so that whatever it starts ends with it.
        process = subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace",
            start_new_session=True)
        try:
            self.output, self.progress = process.communicate(timeout=CODEX_SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(f"no end after {CODEX_SECONDS} s") from None
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
        expect(process.returncode == 0, f"exit {process.returncode}: {self.progress.strip()[-800:]}")

    def warmed_up(self) -> None:
        requests = self.server.ask("/simulator/log")["requests"]
        lines = [f"{request['method']} {request['target']}" for request in requests]
        expect("GET /v1/models" in lines, f"it asked {lines}")
        asked = [json.loads(each["body"]) for each in requests if each["target"] == "/v1/responses"]
        expect(len(asked) == 2, f"it asked {lines}")
        warm_up = {"model": self.server.model, "input": "", "max_output_tokens": 1}
        expect(asked[0] == warm_up, f"it warmed up with {asked[0]}")
        expect(self.server.loaded() == [self.server.model], f"loaded is {self.server.loaded()}")

    def answered(self) -> None:
        expect_equal_text("answer", self.output, self.server.whole_reply().answer + "\n")

    def kept(self) -> None:
        expect_equal_text("last message", self.last_message, self.server.whole_reply().answer)

    def thought(self) -> None:
        thinking = self.server.whole_reply().thinking
        expect(f"\n{thinking}\n" in self.progress, f"it is not in {self.progress[-2000:]!r}")


# All of them


def raise_loopback() -> None:
    """A new network namespace has a loopback interface that is still down."""
    get_flags, set_flags, up = 0x8913, 0x8914, 1  # SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP of Linux
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = fcntl.ioctl(any_socket, get_flags, struct.pack("16sh22x", b"lo", 0))
        flags = struct.unpack("16sh22x", request)[1] | up
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh22x", b"lo", flags))


def stay_on_loopback() -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        os.environ[name] = os.environ[name.lower()] = CLOSED_PROXY
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/referees")
    parser.add_argument("--raise-loopback", action="store_true")
    parser.add_argument("--older", type=pathlib.Path, help="the folder of programs on the older MCP SDK")
    parser.add_argument("program")
    return parser.parse_args()


REFEREES = [
    (OpenAIReferee, "lms-0.4.25", "qwen/qwen3-4b"),
    (OpenAIReferee, "llamacpp", "qwen3-4b"),
    (OllamaReferee, "ollama", "qwen3:4b"),
    (CodexReferee, "lms-0.4.25", "qwen/qwen3-4b"),
]


def main() -> int:
    chosen = options()
    if chosen.raise_loopback:
        raise_loopback()
    stay_on_loopback()
    # A request to end must end the servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    score = Score()
    replies: list[Reply] = []
    for referee, profile, model in REFEREES:

        def judge() -> None:
            with serving(chosen.program, profile, model) as server:
                referee(server).judge(score)
                replies.append(server.whole_reply())

        score.check(f"{profile}: serves {referee.__name__.removesuffix('Referee')}", judge)

    def agree() -> None:
        expect(len(replies) == len(REFEREES), f"only {len(replies)} servers gave a reply")
        for reply in replies[1:]:
            reply.expect_equal(replies[0])

    tool_referees.MCPReferee(chosen.program).judge(score)
    if chosen.older:
        here = pathlib.Path(sys.executable).parent
        tool_referees.ToolServerReferee(chosen.program, here, chosen.older).judge(score)
    score.check("every server: the same thinking and answer", agree)
    print(f"{score.passed} passed, {score.failed} failed")
    return 1 if score.failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
