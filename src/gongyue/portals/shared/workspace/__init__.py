"""办公设置 of every desk: saved filters, modules, dictionaries."""
