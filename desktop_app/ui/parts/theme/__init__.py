"""How everything looks: tokens, palette, style sheet and icons of our own.

Nothing outside of this package names a colour, a gap or a font size; no widget is made here.
"""
