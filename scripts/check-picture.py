#!/usr/bin/env python3
"""Does a packaged program draw?  scripts/check-picture.py PROGRAM

Its ncurses is linked inside, where the program of the tests has the system's: once every test was green, and no
package drew a line.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time

LIMIT = 20


def picture(program: str, home: str) -> bool:
    """Whether its demo shows the first screen in time."""
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(
            HOME=home, XDG_STATE_HOME=home, XDG_CONFIG_HOME=home, TERM="xterm-256color", LC_ALL="C.UTF-8"
        )
        os.execv(program, [program, "--demo"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen, end = b"", time.monotonic() + LIMIT
    try:
        while time.monotonic() < end and b"new conversation" not in seen:
            if select.select([terminal], [], [], 0.1)[0]:
                seen += os.read(terminal, 1 << 16)
    except OSError:
        pass  # It has ended.
    os.kill(process, signal.SIGTERM)
    os.close(terminal)
    os.waitpid(process, 0)
    return b"new conversation" in seen


with tempfile.TemporaryDirectory() as folder:
    if not picture(sys.argv[1], folder):
        sys.exit(f"check-picture: {sys.argv[1]} shows no picture within {LIMIT} seconds")
