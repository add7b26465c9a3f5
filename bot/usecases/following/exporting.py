"""Exports of a campaign: one line a pupil, and the same pupils by topic."""

from collections.abc import Iterator
from typing import Literal
from zoneinfo import ZoneInfo

from bot.content.framework import COMPETENCES
from bot.store import schools
from bot.store.participation import Participation
from bot.store.times import from_ms
from bot.usecases import rights
from bot.usecases.following import analysis, reading
from bot.usecases.following import board as boards
from bot.usecases.following.board import Board, Followed, Standing
from bot.usecases.following.outcomes import Cell, Column, ResultsExported, TopicNeed
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn

_STANDINGS = {Standing.WAITING: "Pas commencé", Standing.RUNNING: "En cours", Standing.DONE: "Terminé"}
_SENDINGS = {**_STANDINGS, Standing.WAITING: "Pas envoyé", Standing.DONE: "Envoyé"}
_PUPIL = (
    Column("Nom"),
    Column("Prénom"),
    Column("Classe"),
    Column("État"),
    Column("En retard"),
    Column("Essais", "number"),
    Column("Commencé", "moment"),
    Column("Terminé", "moment"),
)
_TEST = (
    Column("Maîtrise", "percent"),
    Column("Palier"),
    Column("Badges"),
    Column("Questions", "number"),
    Column("Réussies", "number"),
)
_BY_TOPIC = (Column("Nom"), Column("Prénom"), Column("Classe"))


def export(turn: Turn, campaign_id: int, form: Literal["xlsx", "csv"]) -> list[Outcome]:
    """The results of a campaign, whatever they are by now."""
    found = rights.campaign(turn, campaign_id)
    school = schools.find(turn.tx, found.school_id)
    board = boards.load(turn, found, whole=True)
    zone = ZoneInfo(reading.zone_of(turn, found))
    collection = found.mode == "collection"
    codes = _codes(board, collection)
    topics = [] if collection else analysis.needs(turn.library, board)
    by_competence = tuple(Column(code, "number" if collection else "percent") for code in codes)
    about = (Column("Pix", "number"),) if collection else _TEST
    return [
        ResultsExported(
            campaign_id=campaign_id,
            campaign=found.name,
            school=school.name if school else "",
            form=form,
            zone=zone.key,
            now_ms=turn.now_ms,
            columns=(*_PUPIL, *about, *by_competence),
            rows=tuple(_row(each, codes, zone, collection) for each in board.people),
            topic_columns=(*_BY_TOPIC, *(Column(f"{t.title} ({t.competence})", "percent") for t in topics)),
            topic_rows=tuple(_by_topic(board, topics)) if topics else (),
        )
    ]


def _codes(board: Board, collection: bool) -> list[str]:
    tested = {code for _, each in board.results for code in _by_competence(each, collection)}
    return [code for code in COMPETENCES if code in tested]


def _by_competence(attempt: Participation, collection: bool) -> dict[str, int]:
    if collection:
        return dict(reading.profile_of(attempt)[0])
    return {each.title: each.percent for each in reading.competences_of(reading.result_of(attempt))}


def _row(each: Followed, codes: list[str], zone: ZoneInfo, collection: bool) -> tuple[Cell, ...]:
    best = each.best
    first, last = (each.attempts[0], best) if each.attempts else (None, None)
    known = _by_competence(best, collection) if best else {}
    standings = _SENDINGS if collection else _STANDINGS
    return (
        each.family_name,
        each.given_name,
        each.classroom,
        standings[each.standing] if each.person_id else "Pas encore sur Telegram",
        "oui" if each.late else "",
        len(each.attempts),
        _moment(first.started_at if first else None, zone),
        _moment(last.sent_at if last else None, zone),
        *(_profile(best) if collection else _test(best)),
        *(known.get(code) for code in codes),
    )


def _test(best: Participation | None) -> tuple[Cell, ...]:
    if best is None:
        return (None, None, None, None, None)
    result = reading.result_of(best)
    badges = ", ".join(each.title for each in result.badges)
    return (best.mastery, result.stage, badges, result.asked, result.right)


def _profile(best: Participation | None) -> tuple[Cell, ...]:
    return (reading.profile_of(best)[1] if best else None,)


def _by_topic(board: Board, topics: list[TopicNeed]) -> Iterator[tuple[Cell, ...]]:
    """The class's mean and need first, then one line a pupil, empty without a result."""
    yield ("Moyenne de la classe", "", "", *(each.percent for each in topics))
    yield ("Sous la moitié", "", "", *(f"{each.below} sur {each.tested}" for each in topics))
    for each in board.people:
        shares = reading.result_of(each.best).topics if each.best else {}
        own = (shares[t.topic].mastery if t.topic in shares else None for t in topics)
        yield (each.family_name, each.given_name, each.classroom, *own)


def _moment(ms: int | None, zone: ZoneInfo) -> str | None:
    return from_ms(ms).astimezone(zone).strftime("%Y-%m-%dT%H:%M") if ms is not None else None
