"""Ink: the strokes a hand made, their geometry, and the JPEG that is made of both.

Samples are kept as they came; geometry turns them into closed outlines that the screen and the JPEG both fill.
No Qt, no files, no settings. Pillow is imported by `raster`, `picture` and `typed` alone.
"""
