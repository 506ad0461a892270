"""Photographs: decoded to see that they can be, turned upright, drawn without metadata."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from gongyue.apps.documents.reading.refusals import NotTaken

PIXELS = 60_000_000
DAMAGED = "这张照片打不开，文件可能坏了，请重新拍照或重新导出。"
HEIC = (
    "这是苹果手机的 HEIC 照片，这里还打不开。请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，"
    "或把照片发给自己后另存为 JPEG。"
)
FORMATS = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, ZeroDivisionError)


def look(content: bytes, media: str, width: int) -> tuple[tuple[int, int], bytes]:
    """Width and height as the picture is held upright, and it drawn small. Raises NotTaken."""
    picture = _opened(content, media)
    return picture.size, as_webp(picture, width)


def drawn(content: bytes, media: str, width: int) -> bytes:
    """A WebP at most `width` across, upright, on white, without any metadata."""
    return as_webp(_opened(content, media, width), width)


def as_webp(picture: Image.Image, width: int) -> bytes:
    """Scaled down, never up; nothing of the original but its pixels."""
    picture.thumbnail((width, width * 3))
    out = io.BytesIO()
    _on_white(picture).save(out, "WEBP", quality=82, method=2, exif=b"", icc_profile=None)
    return out.getvalue()


def _opened(content: bytes, media: str, width: int = 0) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=[FORMATS[media]])
            if width and media == "jpeg":
                picture.draft("RGB", (width, width))
            picture.load()
            return ImageOps.exif_transpose(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotTaken(
            f"这张照片的像素太多（超过 {PIXELS // 10_000:,} 万），请缩小后再传。"
        ) from None
    except (KeyError, UnidentifiedImageError) as reason:
        raise NotTaken(HEIC if media == "heic" else DAMAGED) from reason
    except BROKEN:
        raise NotTaken(DAMAGED) from None


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGB", "L"}:
        return picture
    picture = picture.convert("RGBA")
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white
