"""Contact sheets: nine pictures of a folder on each, large enough to be judged."""

from pathlib import Path

from PIL import Image, ImageDraw

WIDTH_PX = 640
COLUMNS = 3
ON_A_SHEET = 9
GAP_PX = 12
WORDS_PX = 16
BETWEEN = "#808080"


def make(folder: Path) -> None:
    """The sheets of each folder of pictures, beside it."""
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        pictures = sorted(place.glob("*.png"))
        for first in range(0, len(pictures), ON_A_SHEET):
            name = f"{place.name}-{first // ON_A_SHEET + 1}.png"
            sheet(pictures[first : first + ON_A_SHEET]).save(folder / name)


def sheet(files: list[Path]) -> Image.Image:
    """The pictures side by side with their names."""
    small = []
    for file in files:
        with Image.open(file) as picture:
            rgb = picture.convert("RGB")
            small.append(rgb.resize((WIDTH_PX, max(1, round(rgb.height * WIDTH_PX / rgb.width)))))
    rows = [small[first : first + COLUMNS] for first in range(0, len(small), COLUMNS)]
    heights = [max(picture.height for picture in row) + WORDS_PX + GAP_PX for row in rows]
    made = Image.new("RGB", (COLUMNS * (WIDTH_PX + GAP_PX) + GAP_PX, sum(heights) + GAP_PX), BETWEEN)
    pen = ImageDraw.Draw(made)
    top = GAP_PX
    for number, row in enumerate(rows):
        for column, each in enumerate(row):
            left = GAP_PX + column * (WIDTH_PX + GAP_PX)
            made.paste(each, (left, top + WORDS_PX))
            pen.text((left, top), files[number * COLUMNS + column].stem, fill="white")
        top += heights[number]
    return made
