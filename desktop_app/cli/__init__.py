"""The command line: one module a command, imported when it is asked for, so that a window starts as if there were none.

`parser` says what can be typed, `main` runs it and turns errors into sentences and exit codes, `output` prints.
What a command does is done by `sync.desk`, `support` and `config`; no rule of theirs is repeated here.
"""
