"""`python -m gongyue.cli …` is the same as `gongyue …`."""

import sys

from gongyue.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
