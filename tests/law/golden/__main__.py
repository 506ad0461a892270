import sys

from tests.law.golden import main

if __name__ == "__main__":
    sys.exit(main())
