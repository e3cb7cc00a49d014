"""The exit codes that other programs rely on."""

DONE = 0
BUG = 1  # of ours
REFUSED = 2  # bad usage, invalid input, or a machine that does not allow it
NEEDS_PERSON = 3  # wins over 4
NOT_FINISHED = 4
INTERRUPTED = 130
