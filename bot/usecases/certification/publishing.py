"""The jury publishes: results become what candidates, teachers and certificates show."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from zlib import crc32

from bot.store import sittings
from bot.store.sittings import Candidate, Sitting
from bot.usecases import asking
from bot.usecases.certification import certificates, jury, standings, telling
from bot.usecases.certification.neutralising import note
from bot.usecases.certification.outcomes_jury import Published, PublishingAsked, Touched
from bot.usecases.certification.results_shown import told
from bot.usecases.certification.scored import Scored
from bot.usecases.certification.standings import Standing
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def ask(turn: Turn, sitting_id: int) -> list[Outcome]:
    """What would be published, and what stops it; nothing is changed yet."""
    sitting = jury.to_judge(turn, sitting_id)
    asking.answered(turn)
    return [_asked(turn, sitting, standings.of_sitting(turn.tx, sitting))]


def publish(turn: Turn, sitting_id: int, shown: int) -> list[Outcome]:
    """Publish every result that is ready, and again those that changed since; the same again does nothing.

    `shown`: the stamp of what was asked; when somebody of the jury has changed a result since, it is asked
    again. Who is held back stays «en attente». Candidates hear of theirs by letter, who receives the results
    now. Raises NotAllowed.
    """
    sitting = jury.to_judge(turn, sitting_id)
    everybody = standings.of_sitting(turn.tx, sitting)
    ready = [each for each in everybody if each.changed]
    undecided = any(not each.decided for each in everybody)
    if not ready or undecided:
        return [_asked(turn, sitting, everybody)]
    if shown != _stamp(everybody):
        return [replace(_asked(turn, sitting, everybody), meanwhile=True)]
    sittings.save(turn.tx, replace(sitting, published_at=turn.now_ms))
    saved = [_publish(turn, sitting, each) for each in sorted(ready, key=_id)]
    again = sum(each.published is not None for each in ready)
    done = Published(
        sitting=jury.title(turn, sitting),
        new=len(ready) - again,
        again=again,
        held=_held(everybody),
        without_account=sum(_owner(each) is None for each in saved),
    )
    return [done, *told(turn, sitting)]


def _publish(turn: Turn, sitting: Sitting, standing: Standing) -> Candidate:
    """One result: kept, told, certified. What was shown at home was another result: it is asked again."""
    scored, found = standing.scored, standing.sheet.candidate
    found = sittings.locked_candidate(turn.tx, found.id) or found
    saved = replace(found, result=scored.to_json(), published_at=turn.now_ms, shared_at=None)
    sittings.save_candidate(turn.tx, saved)
    note(turn, saved.id, "published")
    if scored.status == "issued":
        certificates.issue(turn, saved, scored)
    else:
        certificates.void(turn, saved)
    telling.published(turn, sitting, saved)
    return saved


def _asked(turn: Turn, sitting: Sitting, everybody: Sequence[Standing]) -> PublishingAsked:
    ready = [each for each in everybody if each.changed]
    return PublishingAsked(
        sitting=jury.title(turn, sitting),
        new=Counter(each.scored.status for each in ready if each.published is None),
        again=tuple(_touched(each, each.published) for each in ready if each.published is not None),
        held=_held(everybody),
        undecided=sum(not each.decided for each in everybody),
        stamp=_stamp(everybody),
        first=next((_id(each) for each in everybody if not each.decided), None),
    )


def _stamp(everybody: Sequence[Standing]) -> int:
    """Another one as soon as any result is another one."""
    return crc32("\n".join(f"{_id(each)} {each.scored.to_json()}" for each in everybody).encode())


def _touched(standing: Standing, published: Scored) -> Touched:
    return Touched(standing.sheet.candidate.name, published, standing.scored)


def _held(everybody: Sequence[Standing]) -> int:
    return sum(each.scored.reason == "held" for each in everybody)


def _owner(candidate: Candidate) -> int | None:
    return candidate.account or candidate.person_id


def _id(standing: Standing) -> int:
    return standing.sheet.candidate.id
