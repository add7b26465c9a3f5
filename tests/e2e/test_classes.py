"""A class over HTTP, on both databases: made, imported from a file, joined by a link; a family follows."""

import re

import aiohttp
import pytest

from tests.e2e.cast import Person, Stage, words
from tests.e2e.conftest import House, settle
from tests.e2e.staff import first_teacher

ROSTER = """Nom de famille;Prénom 1;Né(e) le;Division
MARTIN;Léa;01/02/2015;6E B
DE LA TOUR;Jean-Baptiste;03/04/2015;6E B
NGUYÊN;Zoé;05/06/2015;6E B
MARTIN;Léa;01/02/2015;6E B
=1+1;Hugo;07/08/2015;6E B
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def diallo(stage: Stage, house: House) -> Person:
    """A teacher in her new school."""
    return await first_teacher(stage)


async def sends(person: Person, name: str, content: bytes) -> None:
    """A document, from the person's phone."""
    await person.from_now()
    form = aiohttp.FormData({"person": str(person.id)})
    form.add_field("file", content, filename=name)
    async with person.stage.session.post("/sandbox/file", data=form) as answer:
        assert answer.status == 200, await answer.text()


async def makes_a_class(teacher: Person, name: str) -> str:
    """From the teacher's home to the class's screen; its code."""
    await teacher.writes("/enseignant")
    await teacher.sees("Espace enseignant")
    await teacher.taps("Mes classes")
    await teacher.sees("Les classes de l'établissement")
    await teacher.taps("Nouvelle classe")
    await teacher.sees("quel niveau")
    await teacher.taps("6e")
    await teacher.sees("nom de la classe")
    await teacher.writes(name)
    code = re.search(r"Code de la classe : ([A-Z]{3}) ([A-Z]{3}) (\d{3})", words(await teacher.sees("créée")))
    assert code is not None
    return "".join(code.groups())


async def link_of(teacher: Person, pupil: str) -> str:
    """The payload of a pupil's personal link, as the teacher sees it."""
    await teacher.taps("Les élèves")
    await teacher.sees("pas encore")
    await teacher.taps(pupil)
    found = re.search(r"start=(p-\S+)", words(await teacher.sees("lien personnel")))
    assert found is not None
    return found[1]


async def test_a_class_goes_from_a_file_to_its_first_pupil(stage: Stage, diallo: Person) -> None:
    await makes_a_class(diallo, "6e B")
    await diallo.taps("Importer une liste")
    await diallo.sees("Envoyez-moi un fichier")

    await sends(diallo, "photo.png", b"\x89PNG\r\n\x1a\n")
    await diallo.sees("CSV, TXT et XLSX")
    assert await stage.calls("getFile") == []

    await sends(diallo, "6eB.csv", ROSTER.encode("latin-1"))
    await diallo.sees("Je lis le fichier")
    preview = words(await diallo.sees("Aperçu pour 6e B"))
    assert "3 nouveaux élèves" in preview
    assert "l. 5 · Léa MARTIN : déjà plus haut dans la liste" in preview
    assert "l. 6 · " in preview
    await diallo.taps("Importer")
    await diallo.sees("3 élèves dans la classe")

    await diallo.taps("Fiches à distribuer")
    await diallo.sees("Fiches à découper")
    await diallo.taps("Lettres aux familles")
    await diallo.sees("Lettres aux familles")
    assert len(await stage.calls("sendDocument")) == 2
    await diallo.taps("La classe")
    await diallo.sees("3 élèves")

    payload = await link_of(diallo, "Léa Martin")
    lea = await stage.person("Léa")
    await settle(lea)
    await lea.starts(payload)
    await lea.sees("Tu es Léa Martin, en 6e B")
    await lea.taps("Oui, c'est moi")
    await lea.sees("Bienvenue dans 6e B, Léa Martin")
    await lea.taps("Mes parcours")
    await lea.sees("arcours")

    await diallo.taps("Les élèves")
    await diallo.sees("a rejoint")
    await diallo.button("✅ Léa Martin")


async def test_who_has_only_the_code_chooses_a_name_or_asks(stage: Stage, diallo: Person) -> None:
    code = await makes_a_class(diallo, "6e C")
    await diallo.taps("Importer une liste")
    await diallo.sees("Envoyez-moi un fichier")
    await diallo.writes("PAYET Tom\nHOARAU Inès")
    await diallo.sees("2 nouveaux élèves")
    await diallo.taps("Importer")
    await diallo.sees("2 élèves dans la classe")

    ines, zoe = await stage.person("Inès"), await stage.person("Zoé")
    for pupil in (ines, zoe):
        await settle(pupil)
        await pupil.writes(f"{code[:3]} {code[3:6]} {code[6:]}".lower())
        await pupil.sees("Touche ton nom")
    await ines.taps("Inès H.")
    await ines.sees("Tu es Inès H.")
    await ines.taps("Oui, c'est moi")
    await ines.sees("Bienvenue")

    await zoe.taps("Je ne me trouve pas")
    await zoe.sees("Écris ton prénom")
    await diallo.from_now()
    await zoe.writes("Zoé Rivière")
    await zoe.sees("C'est demandé")
    await diallo.sees("Zoé Rivière demande à rejoindre 6e C")
    await zoe.from_now()
    await diallo.taps("Accepter")
    await diallo.sees("fait maintenant partie de 6e C")
    await zoe.sees("Bienvenue dans 6e C, Zoé Rivière")
