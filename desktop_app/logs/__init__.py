"""Logs and crash reports of a profile: rotated, structured, every secret struck out; they stay on the machine.

Names, comments, tokens and URLs are never logged in the first place. No network, no sentences for people.
"""

from .crash import CrashReports
from .lines import set_up, silence_libraries, tear_down
from .redactor import Redactor

__all__ = ["CrashReports", "Redactor", "set_up", "silence_libraries", "tear_down"]
