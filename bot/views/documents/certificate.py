"""The certificate of a mock certification."""

from pathlib import Path

from bot.content.framework import COMPETENCES, DOMAINS, domain_of
from bot.content.media import print_pages
from bot.views.documents.qr import qr_svg
from bot.views.documents.shapes import Certificate
from bot.views.documents.words import printable, short_address, slug

_TEMPLATE = Path(__file__).with_name("certificate.typ")
_THIN = "\u202f"  # between thousands, as French writes numbers


def certificate(data: Certificate) -> tuple[str, bytes]:
    """The name and content of a PDF of one A4 page."""
    return f"certificat-{slug(data['name'])}.pdf", print_pages(_TEMPLATE, drawn(data), keep=False)


def drawn(data: Certificate) -> dict[str, object]:
    """What the template is given."""
    domains = [
        {
            "number": number,
            "title": title,
            "lines": [
                {"code": code, "title": printable(name), "level": data["levels"].get(code, 0)}
                for code, name in COMPETENCES.items()
                if domain_of(code) == number
            ],
        }
        for number, title in DOMAINS.items()
    ]
    return {
        "name": printable(data["name"]),
        "school": printable(data["school"]),
        "sat": data["sat_words"],
        "until": data["until_words"],
        "rules": data["rules_words"],
        "total": f"{data['total']:,}".replace(",", _THIN),
        "most": f"{data['most']:,}".replace(",", _THIN),
        "share": data["total"] / data["most"] if data["most"] else 0,
        "top": data["top"],
        "code": data["code"],
        "qr": qr_svg(data["link"]),
        "address": short_address(data["link"]),
        "domains": domains,
    }
