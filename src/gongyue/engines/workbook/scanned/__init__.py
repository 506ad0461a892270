"""Tables on paper: a photograph, a scan or a PDF becomes a grid of cells, each with its doubt.

Public: Scan, scan_file, is_paper. Only the child process loads what `make extras` installs.
"""

from gongyue.engines.workbook.scanned.models import Scan, Scanned
from gongyue.engines.workbook.scanned.scanning import is_paper, scan_file

__all__ = ["Scan", "Scanned", "is_paper", "scan_file"]
