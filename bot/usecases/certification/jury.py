"""The jury's screens: the candidates of a sitting that is over, and one of them."""

from collections import Counter
from collections.abc import Sequence

from bot.errors import NotAllowed
from bot.store import schools, sittings
from bot.store.sittings import Candidate, Incident, Sitting
from bot.usecases import asking, rights
from bot.usecases.campaigns.dates import in_words
from bot.usecases.certification import clock, marks, reading, standings
from bot.usecases.certification.marks import Marks
from bot.usecases.certification.outcomes_jury import (
    CandidateJudged,
    Happened,
    JudgedLine,
    JuryShown,
    JuryTooEarly,
    Ruled,
    SittingTitle,
)
from bot.usecases.certification.standings import Standing
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import PAGE, page_of
from bot.usecases.turn import Turn

WORDS = "jury_words"  # the dialog that awaits the jury's words


def to_judge(turn: Turn, sitting_id: int) -> Sitting:
    """A sitting that is over, whose jury the person is; nobody else judges until the turn ends.

    Raises NotAllowed.
    """
    rights.sitting(turn, sitting_id, "organiser")
    sitting = sittings.locked(turn.tx, sitting_id)
    if sitting is None or not is_over(sitting):
        raise NotAllowed
    return sitting


def candidate_of(turn: Turn, candidate_id: int) -> tuple[Sitting, Candidate]:
    """A candidate of such a sitting, locked too. Raises NotAllowed, also when there is none."""
    found = sittings.candidate(turn.tx, candidate_id)
    if found is None:
        raise NotAllowed
    sitting = to_judge(turn, found.sitting_id)
    return sitting, sittings.locked_candidate(turn.tx, candidate_id) or found


def is_over(sitting: Sitting) -> bool:
    """Whether there is something to judge."""
    return sitting.closed_at is not None and sitting.cancelled_at is None


def title(turn: Turn, sitting: Sitting) -> SittingTitle:
    """How a sitting is named on the jury's screens."""
    school = reading.school_of(turn, sitting)
    return SittingTitle(sitting.id, reading.when(turn, sitting), sitting.room, school.name, sitting.rules)


def shown(turn: Turn, sitting_id: int, page: int = 0) -> list[Outcome]:
    """The candidates with their results, by class and name."""
    sitting = rights.sitting(turn, sitting_id, "organiser")
    asking.answered(turn)
    if not is_over(sitting):
        return [JuryTooEarly(title(turn, sitting), sitting.cancelled_at is not None)]
    everybody = standings.of_sitting(turn.tx, sitting)
    looked = to_look_at(turn, sitting, everybody)
    lines, page, pages = page_of([_line(each, looked) for each in everybody], page)
    return [
        JuryShown(
            sitting=title(turn, sitting),
            lines=lines,
            page=page,
            pages=pages,
            total=len(everybody),
            statuses=Counter(each.scored.status for each in everybody),
            undecided=sum(not each.decided for each in everybody),
            plain=len(plain(everybody, looked)),
            changed=sum(each.changed for each in everybody),
            published=_at(turn, sitting, sitting.published_at),
        )
    ]


def to_look_at(turn: Turn, sitting: Sitting, everybody: Sequence[Standing]) -> set[int]:
    """The candidates with an incident of their own, or a signal."""
    signs = marks.of_sitting(turn.tx, turn.library, [each.sheet for each in everybody])
    troubled = {each.candidate_id for each in sittings.incidents(turn.tx, sitting.id) if each.candidate_id}
    return troubled | {candidate for candidate, each in signs.items() if each}


def plain(everybody: Sequence[Standing], looked: set[int]) -> list[Standing]:
    """Those to decide on who have nothing to look at."""
    return [
        each
        for each in everybody
        if not each.decided
        and each.sheet.candidate.ended_at is not None
        and each.sheet.candidate.id not in looked
    ]


def _line(each: Standing, looked: set[int]) -> JudgedLine:
    candidate = each.sheet.candidate
    return JudgedLine(
        id=candidate.id,
        name=candidate.name,
        classroom=candidate.class_name,
        scored=each.scored,
        decided=each.decided,
        changed=each.changed and each.published is not None,
        looked=candidate.id in looked,
    )


def _at(turn: Turn, sitting: Sitting, ms: int | None) -> str:
    return "" if ms is None else in_words(ms, reading.school_of(turn, sitting).zone, turn.now_ms)


# One candidate


def candidate(turn: Turn, candidate_id: int) -> list[Outcome]:
    """How a candidate's test went, what it comes to, and what is worth a look."""
    sitting, _ = candidate_of(turn, candidate_id)
    asking.answered(turn)
    return [_judged(turn, sitting, candidate_id)]


def _judged(turn: Turn, sitting: Sitting, candidate_id: int) -> CandidateJudged:
    everybody = standings.of_sitting(turn.tx, sitting)
    place = next(n for n, each in enumerate(everybody) if each.sheet.candidate.id == candidate_id)
    standing = everybody[place]
    sheet, found = standing.sheet, standing.sheet.candidate
    signs = marks.of_sitting(turn.tx, turn.library, [each.sheet for each in everybody])[candidate_id]
    names = {each.person_id: each.name for each in schools.members(turn.tx, sitting.school_id)}
    return CandidateJudged(
        sitting=title(turn, sitting),
        candidate=found,
        scored=standing.scored,
        published=standing.published,
        decided=standing.decided,
        changed=standing.changed,
        began=_at(turn, sitting, found.started_at),
        ended=_at(turn, sitting, found.ended_at),
        minutes=-(-clock.used_ms(found, found.ended_at or turn.now_ms) // clock.MINUTE_MS),
        allowed=clock.allowed_ms(sitting, found) // clock.MINUTE_MS,
        answered=sum(each.answer is not None for each in sheet.counted),
        asked=len(sheet.counted),
        marks=signs,
        copied_from=_name(everybody, signs),
        happened=tuple(
            Happened(each, _at(turn, sitting, each.at), names.get(each.decided_by or 0, ""))
            for each in sittings.incidents(turn.tx, sitting.id)
            if each.candidate_id == candidate_id or _meanwhile(each, found)
        ),
        ruled=tuple(
            Ruled(each, _at(turn, sitting, each.at), names.get(each.made_by or 0, ""))
            for each in sittings.rulings_of(turn.tx, candidate_id)
        ),
        following=_following(everybody, place),
        page=place // PAGE,
    )


def _meanwhile(incident: Incident, found: Candidate) -> bool:
    """Whether something that touched everybody happened during this candidate's test."""
    if incident.candidate_id is not None or found.started_at is None:
        return False
    return found.started_at <= incident.at <= (found.ended_at or incident.at)


def _name(everybody: Sequence[Standing], signs: Marks) -> str:
    other = signs.copy.other if signs.copy else None
    return next((each.sheet.candidate.name for each in everybody if each.sheet.candidate.id == other), "")


def _following(everybody: Sequence[Standing], place: int) -> int | None:
    """The next candidate to decide on, after this place and round again."""
    ahead = [*everybody[place + 1 :], *everybody[:place]]
    return next((each.sheet.candidate.id for each in ahead if not each.decided), None)
