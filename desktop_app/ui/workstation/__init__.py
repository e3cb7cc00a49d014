"""The workstation's face: the main window with its pages, and what stands around it.

Nothing here is used by the kiosk; what both share is in `parts`.
"""
