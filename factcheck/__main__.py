"""`python -m factcheck` in, an exit status out."""

import sys

from factcheck.cli import main

sys.exit(main())
