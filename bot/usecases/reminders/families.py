"""What a letter tells a guardian: one message, child by child.

Never an answer; a result only when the pupil or the teacher shares it, and a day after the pupil saw it.
"""

from collections.abc import Sequence

from bot.store import digests, guardians, participation, plans
from bot.store.digests import Progress
from bot.store.notices import Notice, NoticeKind
from bot.usecases.campaigns import dates
from bot.usecases.certification import letters as sittings
from bot.usecases.guardians import children
from bot.usecases.guardians.children import Child
from bot.usecases.outcomes import Outcome
from bot.usecases.participation.results import CampaignResult
from bot.usecases.reminders import weeks, wishes
from bot.usecases.reminders.outcomes_families import ChildTold, FamilyLetter, SharedResult, Task
from bot.usecases.reminders.tasks import Tasks
from bot.usecases.turn import Turn

RESULT_AFTER_MS = 24 * 3_600_000  # a pupil's own day with a result, before the family has it


def part(turn: Turn, notices: Sequence[Notice]) -> list[Outcome]:
    """What these notices of one guardian come to; nothing when there is nothing to tell."""
    schools = {each.school_id for each in notices if each.kind == "week"}
    tasks = Tasks(turn)
    told: list[ChildTold] = []
    for child in children.of(turn.tx, turn.person.id):
        own = [each for each in notices if _about(child, each)]
        weekly = bool(schools) and _has_week(turn, child, schools)
        if own or weekly:
            told += _told(turn, tasks, child, own, weekly=weekly)
    deadlines = (task.deadline_at for each in told for task in each.tasks())
    return [FamilyLetter(tuple(told), turn.now_ms, wishes.waits(turn, deadlines))] if told else []


def _about(child: Child, notice: Notice) -> bool:
    """Whether a notice tells of this child; of a roster line, while they are on it."""
    if notice.pupil_id is not None:
        return notice.pupil_id in child.pupil_ids
    return notice.child_id is not None and notice.child_id == child.child_id


def _has_week(turn: Turn, child: Child, schools: set[int]) -> bool:
    """Whether the digest of these schools tells of this child: who left them is theirs no more."""
    if child.school_id is not None and child.school_id not in schools:
        return False
    return bool(child.pupil_ids) or not child.by_school or _invited(turn, child)


def _invited(turn: Turn, child: Child) -> bool:
    """Whether the child invited the guardian, whatever the school did."""
    bonds = guardians.bonds_of(turn.tx, turn.person.id)
    return any(not each.by_school and each.child_id == child.child_id for each in bonds)


def _told(
    turn: Turn, tasks: Tasks, child: Child, notices: Sequence[Notice], *, weekly: bool
) -> list[ChildTold]:
    """The child's news, if there are any."""
    progress = _progress(turn, child)
    opened = _tasks(tasks, notices, progress, "opening")
    new = {each.campaign_id for each in opened}
    due = [each for each in _tasks(tasks, notices, progress, "reminder") if each.campaign_id not in new]
    above = frozenset(each.campaign_id for each in (*opened, *due))
    told = ChildTold(
        child.name,
        child.class_name,
        opened,
        tuple(due),
        _finished(tasks, notices, progress),
        _results(turn, tasks, child, notices),
        weeks.of_child(turn, tasks, child, progress, above) if weekly else None,
        sittings.lines(turn, notices),
    )
    return [told] if above or told.finished or told.results or told.week or told.sittings else []


def _progress(turn: Turn, child: Child) -> dict[int, Progress]:
    found = digests.progress(turn.tx, child.child_id) if child.child_id is not None else []
    return {each.campaign_id: each for each in found}


def _tasks(
    tasks: Tasks, notices: Sequence[Notice], progress: dict[int, Progress], kind: NoticeKind
) -> tuple[Task, ...]:
    return tasks.to_do((tasks.campaign(each.campaign_id) for each in notices if each.kind == kind), progress)


def _finished(tasks: Tasks, notices: Sequence[Notice], progress: dict[int, Progress]) -> tuple[str, ...]:
    """The campaigns that are new among the finished ones."""
    found = [tasks.campaign(each.campaign_id) for each in notices if each.kind == "finished"]
    done = {each.campaign_id for each in progress.values() if each.completed_at is not None}
    return tuple(each.name for each in found if each is not None and each.id in done)


def _results(turn: Turn, tasks: Tasks, child: Child, notices: Sequence[Notice]) -> tuple[SharedResult, ...]:
    found = [_result(turn, tasks, child, each) for each in notices if each.kind == "result"]
    return tuple(each for each in found if each is not None)


def _result(turn: Turn, tasks: Tasks, child: Child, notice: Notice) -> SharedResult | None:
    """None for what the guardian may not read, or not yet."""
    campaign, attempt_id = tasks.campaign(notice.campaign_id), int(notice.key.rpartition(":")[2])
    if campaign is None or child.child_id is None:
        return None
    attempt = participation.find(turn.tx, child.child_id, attempt_id)
    if attempt is None or attempt.campaign_id != campaign.id or attempt.completed_at is None:
        return None
    if attempt.mastery is None or attempt.result is None:  # of a collection
        return None
    if turn.now_ms - attempt.completed_at < RESULT_AFTER_MS:
        return None
    if not _shared(turn, child.child_id, attempt_id, campaign.id):
        return None
    result = CampaignResult.from_json(attempt.result)
    day = dates.day_in_full(attempt.completed_at, tasks.zone(campaign.school_id), turn.now_ms)
    return SharedResult(campaign.name, day, result.mastery, result.stage, result.stage_words)


def _shared(turn: Turn, child_id: int, attempt_id: int, campaign_id: int) -> bool:
    """By the pupil, or by the teacher for the whole campaign; asked again at the last moment."""
    if guardians.shared_at(turn.tx, child_id, attempt_id) is not None:
        return True
    plan = plans.find(turn.tx, campaign_id)
    return plan is not None and bool(plan.results_shared)
