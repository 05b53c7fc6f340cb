"""The child that decodes pictures: frames of bytes in, pictures without metadata out. Run by its path, on its own.

In: for each picture four bytes of length, then the file. Out: for each one line of JSON, `{}` where it cannot be read,
else media type, width, height and size, then the new file.
"""

import io
import json
import struct
import sys

from PIL import Image, ImageOps

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
MOST_PIXELS = 25_000_000
MOST_SIDE = 3000


def rewritten(data: bytes) -> tuple[dict[str, object], bytes]:
    """Return a picture decoded, turned upright, no larger than 3000 pixels a side, and written anew from its pixels."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (MOST_SIDE, MOST_SIDE))
        picture = ImageOps.exif_transpose(opened)
        is_clear = picture.has_transparency_data
        picture = picture.convert("RGBA" if is_clear else "RGB")
        is_drawing = opened.format != "JPEG"
    picture.thumbnail((MOST_SIDE, MOST_SIDE))
    pixels = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    out = io.BytesIO()
    if is_clear or is_drawing:
        pixels.save(out, "PNG")
    else:
        pixels.save(out, "JPEG", quality=88)
    media_type = "image/png" if is_clear or is_drawing else "image/jpeg"
    return {"media_type": media_type, "width": pixels.width, "height": pixels.height}, out.getvalue()


def main() -> None:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    while header := sys.stdin.buffer.read(4):
        data = sys.stdin.buffer.read(struct.unpack(">I", header)[0])
        try:
            about, picture = rewritten(data)
        except Exception:  # whatever a picture does to its decoder, the next one has its turn
            about, picture = {}, b""
        line = json.dumps({**about, "size": len(picture)} if about else {})
        sys.stdout.buffer.write(line.encode() + b"\n" + picture)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
