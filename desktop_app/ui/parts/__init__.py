"""What both faces, workstation and kiosk, share: the ink pad, the form, the session chip, the theme.

Nothing here knows which window it stands in.
"""
