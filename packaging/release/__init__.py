"""What build.py does, a step a file: freeze, trim, sign, installers, bill of materials, licences.

Runs on Windows with python.org's Python, and on Debian with a Windows Python under wine.
"""
