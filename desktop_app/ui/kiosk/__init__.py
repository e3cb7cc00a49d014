"""The kiosk's face: full screen, one question a page, locked, wiped after each visit.

`kiosk` drives a visit (pure rules in `flow` and `idle`), `window` is what is seen, `lock` keeps people inside, `pin`
and `attempts` guard the way out. Nothing here is used by the workstation; what both share is in `ui.parts`.
"""
