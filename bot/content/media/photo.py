"""Photos with what a camera writes about them (JPEG, EXIF)."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from PIL.ExifTags import GPS, IFD, Base

from bot.content.files import PhotoFile
from bot.content.media.settled import moment
from bot.content.media.typesetting import FONTS

SIZE = (1200, 800)
_SKY, _HORIZON = (96, 152, 214), (233, 226, 202)
_HILLS, _GROUND = (88, 104, 128), (74, 116, 82)


def make(spec: PhotoFile) -> bytes:
    """A drawn landscape with the caption on it, and the EXIF fields that are given."""
    picture = _landscape().copy()
    _write(picture, spec.caption)
    out = BytesIO()
    picture.save(out, "JPEG", quality=82, exif=_exif(spec))
    return out.getvalue()


@cache
def _landscape() -> Image.Image:
    width, height = SIZE
    sky = Image.linear_gradient("L").resize((width, height))
    picture = Image.composite(Image.new("RGB", SIZE, _HORIZON), Image.new("RGB", SIZE, _SKY), sky)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((880, 110, 1010, 240), fill=(250, 222, 130))
    corners = [(1200, 800), (0, 800)]
    pen.polygon([(0, 620), (260, 380), (470, 560), (720, 330), (1200, 640), *corners], fill=_HILLS)
    pen.polygon([(0, 640), (400, 570), (800, 660), (1200, 590), *corners], fill=_GROUND)
    return picture


def _write(picture: Image.Image, caption: str) -> None:
    font = ImageFont.truetype(FONTS / "SourceSansPro-Semibold.ttf", 44)
    if (width := font.getlength(caption)) > SIZE[0] - 80:
        font = font.font_variant(size=int(44 * (SIZE[0] - 80) / width))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 700, SIZE[0], SIZE[1]), fill=(20, 28, 38))
    pen.text((SIZE[0] / 2, 750), caption, font=font, fill="white", anchor="mm")


def _exif(spec: PhotoFile) -> Image.Exif:
    exif = Image.Exif()
    if spec.camera:
        exif[Base.Model] = spec.camera
    if spec.author:
        exif[Base.Artist] = spec.author
    if spec.taken:
        taken = moment(spec.taken).strftime("%Y:%m:%d %H:%M:%S")
        exif[Base.DateTime] = taken
        exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = taken
    if spec.latitude is not None and spec.longitude is not None:
        exif.get_ifd(IFD.GPSInfo).update(_position(float(spec.latitude), float(spec.longitude)))
    return exif


def _position(latitude: float, longitude: float) -> dict[int, object]:
    return {
        GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        GPS.GPSLatitude: _degrees(latitude),
        GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        GPS.GPSLongitude: _degrees(longitude),
    }


def _degrees(angle: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(round(abs(angle) * 3600, 2), 60)
    degrees, minutes = divmod(minutes, 60)
    return degrees, minutes, round(seconds, 2)
