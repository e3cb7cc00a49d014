"""The window: the only package that imports PySide6.

Holds widgets and what binds them to the background thread. Rules, files and the network live on the floors below.
"""
