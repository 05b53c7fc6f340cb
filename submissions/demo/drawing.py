"""The demo's one picture: drawn here, so that it is nobody's but ours."""

import io
import math
import random

from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1280, 720
SKY, FAR, NEAR, WATER = "#f3e6cf", "#d9b98a", "#8a5f3c", "#4f8a8b"


def river() -> bytes:
    """Return a PNG of a river between hills, with the marks of a gauge in it; the same each time."""
    image = Image.new("RGB", (WIDTH, HEIGHT), SKY)
    pen = ImageDraw.Draw(image)
    pen.ellipse((930, 90, 1050, 210), fill="#e2894f")
    hills = random.Random(1351)  # noqa: S311 - hills, not secrets
    for base, colour in ((330, FAR), (420, "#b98a5a"), (500, NEAR)):
        phase = hills.uniform(0, 6)
        line = [(x, base + 46 * math.sin(x / 170 + phase) + 18 * math.sin(x / 61)) for x in range(0, WIDTH + 8, 8)]
        pen.polygon([(0, HEIGHT), *line, (WIDTH, HEIGHT)], fill=colour)
    bank = [(x, 560 + 26 * math.sin(x / 210)) for x in range(0, WIDTH + 8, 8)]
    pen.polygon([(0, HEIGHT), *bank, (WIDTH, HEIGHT)], fill=WATER)
    for row in range(600, HEIGHT, 26):
        pen.line([(x, row + 5 * math.sin(x / 47 + row)) for x in range(0, WIDTH + 8, 8)], fill="#6aa5a5", width=3)
    pen.rectangle((612, 330, 652, 660), fill="#fcfbf7")
    for number, top in enumerate(range(336, 650, 24)):
        pen.rectangle((612, top, 652 if number % 5 == 0 else 632, top + 8), fill="#22303a")
    out = io.BytesIO()
    image.filter(ImageFilter.SMOOTH).save(out, "PNG")
    return out.getvalue()
