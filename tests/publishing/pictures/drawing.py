"""Pictures drawn for tests, and the files that a camera or an attacker would send."""

import io

from PIL import Image


def picture_file(width=1600, height=1000, *, colour="teal", form="JPEG", mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), colour).save(out, form, **options)
    return out.getvalue()


def photograph(width=1600, height=1000, *, orientation=1) -> bytes:
    """Return a JPEG with a place, a name and an orientation in it; its top half is red, its lower half blue."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Mina Rahimi"
    exif.get_ifd(0x8825)[1] = "N"
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width, height // 2))
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"Mina Rahimi")
    return out.getvalue()
