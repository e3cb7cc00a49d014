"""An on-screen keyboard of our own, since the Essentials have none and not every system shows one.

`layouts` and `accents` are pure; `keys` paints them, `sender` hands their characters to the field that has the focus,
`keyboard` is the panel, `decision` shows it only where the system's own does not appear.
"""
