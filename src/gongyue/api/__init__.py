"""How other programs ask: the HTTP API under /api/v1/, and the tools for assistants.

`contents/` says what is answered and knows neither of HTTP nor of assistants, so that both faces,
the command line and the pages give the same bytes. `v1/` has one file a resource. `door.py`
stands before all of them: limits, sizes, headers.
"""
