"""Published results, for who receives them: by name on the screen, and as a workbook."""

from collections import Counter
from zoneinfo import ZoneInfo

from bot.content.framework import COMPETENCES
from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.sittings import Candidate, Sitting
from bot.store.times import from_ms
from bot.usecases import rights
from bot.usecases.campaigns.dates import in_full
from bot.usecases.certification import jury, reading, scoring
from bot.usecases.certification.outcomes_jury import ClassResults, PublishedLine, SittingExported
from bot.usecases.certification.scored import Scored, nothing
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.following.outcomes import Cell, Column
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

STATUSES = {
    "issued": "Obtenue",
    "rejected": "Non obtenue",
    "cancelled": "Annulée",
    "pending": "En attente",
}
KIND = "sitting_results"  # of the deliveries that tell of them
PAGE = 20
_COLUMNS = (
    Column("Nom"),
    Column("Prénom"),
    Column("Classe"),
    Column("Résultat"),
    Column("Pix", "number"),
    Column("Réussite", "percent"),
    Column("Commencé", "moment"),
    Column("Terminé", "moment"),
    Column("Temps en plus", "percent"),
    Column("Mot du jury"),
)


def shown(turn: Turn, sitting_id: int, page: int = 0) -> list[Outcome]:
    """The published results of a sitting, by class and name. Raises NotAllowed."""
    sitting = _published(turn, sitting_id)
    return [_results(turn, sitting, page)]


def told(turn: Turn, sitting: Sitting) -> list[Elsewhere]:
    """Who receives the results, the person aside, is told that they are there."""
    screen = _results(turn, sitting, 0, told=True)
    wanted = {
        each.chat_id: each
        for each in sittings.staff(turn.tx, sitting.id)
        if each.role in {"organiser", "results"} and each.person_id != turn.person.id
    }
    return [
        Elsewhere(chat_id, (screen,), adult=True, kind=KIND, dedupe_key=_key(turn, sitting, chat_id))
        for chat_id in wanted
    ]


def _key(turn: Turn, sitting: Sitting, chat_id: int) -> str:
    return f"{KIND}:{sitting.id}:{turn.now_ms}:{chat_id}"


def export(turn: Turn, sitting_id: int) -> list[Outcome]:
    """The same as a workbook: one line a candidate, with the levels by competence."""
    sitting = _published(turn, sitting_id)
    zone = reading.school_of(turn, sitting).zone
    everybody = sittings.candidates(turn.tx, sitting_id)
    return [
        SittingExported(
            sitting=jury.title(turn, sitting),
            exported=in_full(turn.now_ms, zone, turn.now_ms),
            columns=(*_COLUMNS, *(Column(code, "number") for code in COMPETENCES)),
            rows=tuple(_row(each, ZoneInfo(zone)) for each in everybody),
        )
    ]


def _published(turn: Turn, sitting_id: int) -> Sitting:
    """A sitting whose results the person may see. Raises NotAllowed, also before there are any."""
    sitting = rights.sitting(turn, sitting_id, "organiser", "results")
    if sitting.published_at is None:
        raise NotAllowed
    return sitting


def _results(turn: Turn, sitting: Sitting, page: int, *, told: bool = False) -> ClassResults:
    everybody = sittings.candidates(turn.tx, sitting.id)
    lines, page, pages = page_of([_line(each) for each in everybody], page, PAGE)
    return ClassResults(
        sitting=jury.title(turn, sitting),
        lines=lines,
        page=page,
        pages=pages,
        statuses=Counter(_status(each) for each in everybody),
        told=told,
    )


def _result(candidate: Candidate) -> Scored | None:
    """What was published; None while nothing was. With the account a result that was not yet is gone."""
    if candidate.result is not None:
        return Scored.from_json(candidate.result)
    return nothing("cancelled", "erased") if scoring.is_erased(candidate) else None


def _status(candidate: Candidate) -> str:
    scored = _result(candidate)
    return "pending" if scored is None else scored.status


def _line(candidate: Candidate) -> PublishedLine:
    return PublishedLine(candidate.name, candidate.class_name, _result(candidate))


def _row(candidate: Candidate, zone: ZoneInfo) -> tuple[Cell, ...]:
    scored = _result(candidate)
    issued = scored if scored and scored.status == "issued" else None
    return (
        candidate.family_name,
        candidate.given_name,
        candidate.class_name,
        STATUSES[_status(candidate)],
        issued.total if issued else None,
        scored.rate if scored else None,
        _moment(candidate.started_at, zone),
        _moment(candidate.ended_at, zone),
        candidate.extra or None,
        scored.comment if scored else "",
        *(issued.levels.get(code, 0) if issued else None for code in COMPETENCES),
    )


def _moment(ms: int | None, zone: ZoneInfo) -> str | None:
    return None if ms is None else from_ms(ms).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
