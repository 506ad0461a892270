# -*- coding: utf-8 -*-
"""The door behind `make`: any Python may open this file, so that an old one gets an answer.

Keep this file readable by Python 2.7: no annotations, no f-strings. Everything else in `dev/`
is written for the Python the product needs and uses the standard library only, because it runs
before anything is installed.
"""

import os
import subprocess
import sys

NEEDED = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")
PROBE = "import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 1)"

TOO_OLD = """\
工约需要 Python 3.11 或更新的版本(带 venv);本机 %(found)s。
Gongyue needs Python 3.11 or newer, with venv; found here: %(found)s.

  怎么办 / what to do
  Debian, Ubuntu:  sudo apt install python3 python3-venv     (Debian 12+, Ubuntu 24.04+)
  Fedora, RHEL 9:  sudo dnf install python3.12
  macOS:           brew install python@3.12
  指定解释器 / or name one you have:  make %(goal)s PYTHON=/path/to/python3.12
"""

NO_VENV = """\
这个 Python 没有 venv 或 ensurepip 模块，无法建立独立环境:%(found)s。
This Python has no venv or ensurepip module, so no environment can be made: %(found)s.

  怎么办 / what to do
  Debian, Ubuntu:  sudo apt install python3-venv
  指定解释器 / or name another one:  make %(goal)s PYTHON=/path/to/python3.12
"""


def say(text):
    """Write UTF-8 whatever the locale: a C locale must not turn the message into a traceback."""
    stream = getattr(sys.stderr, "buffer", sys.stderr)
    stream.write(text if isinstance(text, bytes) else text.encode("utf-8"))
    stream.flush()


def answers(interpreter):
    """True when `interpreter` exists, is new enough and can make an environment."""
    try:
        with open(os.devnull, "w") as silence:
            return subprocess.call([interpreter, "-c", PROBE], stdout=silence, stderr=silence) == 0
    except OSError:
        return False


def new_enough():
    return sys.version_info >= NEEDED


def can_make_environments():
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


def hand_over(arguments):
    """Go on with a better Python from the search path; returns only if there is none."""
    if os.environ.get("_GONGYUE_HANDED_OVER"):
        return
    os.environ["_GONGYUE_HANDED_OVER"] = "1"
    for candidate in CANDIDATES:
        if answers(candidate):
            command = [candidate, os.path.abspath(__file__)] + arguments
            os.execvp(candidate, command)


def main(arguments):
    goal = arguments[0] if arguments else "run"
    if not (new_enough() and can_make_environments()):
        hand_over(arguments)
        found = "Python %d.%d (%s)" % (sys.version_info[0], sys.version_info[1], sys.executable)
        say((NO_VENV if new_enough() else TOO_OLD) % {"found": found, "goal": goal})
        return 1
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    from house.goals import reach

    return reach(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
