"""The child that decodes pictures: one file in, the same picture in the sizes that pages use out. Run by its path.

In: the file. Out: one line of JSON, then the files that it lists. `{"refused": …}` says why there are none.
"""

import io
import json
import sys

from PIL import Image, ImageCms, ImageOps

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
WIDTHS = (480, 800, 1280)
FALLBACK_WIDTH = 800
MOST_PIXELS = 40_000_000
LEAST_WIDTH = 320
MOST_TIMES_HIGH = 3


class Refused(Exception):
    pass


def decoded(data: bytes) -> Image.Image:
    """Return the picture upright, in sRGB, without transparency, no wider than the widest size."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused("pixels")
        profile = opened.info.get("icc_profile")
        opened.draft("RGB", (WIDTHS[-1] * 2, WIDTHS[-1] * 2))
        picture = ImageOps.exif_transpose(opened)
    if picture.width < LEAST_WIDTH:
        raise Refused("narrow")
    if picture.height > picture.width * MOST_TIMES_HIGH:
        raise Refused("high")
    if picture.width > WIDTHS[-1]:
        height = round(picture.height * WIDTHS[-1] / picture.width)
        mode = picture.mode if picture.mode in {"L", "RGB", "RGBA", "CMYK"} else "RGBA"
        picture = picture.convert(mode).resize((WIDTHS[-1], height), Image.Resampling.LANCZOS)
    return flat(in_srgb(picture, profile))


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that every screen shows; one with a broken profile as it is."""
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture


def flat(picture: Image.Image) -> Image.Image:
    """Return the picture on white, so that dark lines on nothing can be seen on a dark page too."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("RGB")


def written(picture: Image.Image, width: int, name: str, **options: object) -> tuple[dict[str, object], bytes]:
    height = max(1, round(picture.height * width / picture.width))
    sized = picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)
    # From the pixels alone: nothing that a camera or an author wrote into the file is carried over
    clean = Image.frombytes("RGB", sized.size, sized.tobytes())
    out = io.BytesIO()
    clean.save(out, name, **options)
    about = {"width": clean.width, "height": clean.height, "media_type": f"image/{name.lower()}"}
    return about, out.getvalue()


def files_of(data: bytes) -> list[tuple[dict[str, object], bytes]]:
    picture = decoded(data)
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    files = [written(picture, width, "WEBP", quality=80, method=4) for width in widths]
    fallback = written(picture, min(FALLBACK_WIDTH, picture.width), "JPEG", quality=80, optimize=True, progressive=True)
    return [*files, fallback]


def main() -> None:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    about: dict[str, object]
    try:
        files = files_of(sys.stdin.buffer.read())
        about = {"files": [{**head, "size": len(data)} for head, data in files]}
    except Refused as refusal:
        about, files = {"refused": str(refusal)}, []
    except Image.DecompressionBombError:
        about, files = {"refused": "pixels"}, []
    except Exception:  # whatever a file does to its decoder
        about, files = {"refused": "unreadable"}, []
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + b"".join(data for _head, data in files))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
