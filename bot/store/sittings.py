"""Mock certifications: sittings, who runs them, their candidates, incidents, and the jury's decisions."""

from dataclasses import dataclass, fields
from typing import Literal

from bot.store.base import Tx, Value
from bot.store.classes import Classroom, Pupil
from bot.store.practice import StoredAnswer

RuleSet = Literal["profile", "adaptive"]
StaffRole = Literal["organiser", "invigilator", "results"]
StopReason = Literal["break", "incident"]
EndReason = Literal["finished", "time", "candidate", "invigilator", "technical"]
IncidentKind = Literal["question", "phone", "break", "technical", "outage", "conduct"]
Decision = Literal["withdrawn", "refused", "noted"]
RulingKind = Literal[
    "neutralised", "restored", "cancelled", "rejected", "held", "confirmed", "commented", "published"
]


@dataclass(frozen=True, slots=True)
class Sitting:
    """A mock certification, a draft until `announced_at`. Times are UTC milliseconds.

    `code` is what candidates are given in the room, `staff_code` what makes a colleague an invigilator.
    """

    id: int
    school_id: int
    code: str
    staff_code: str
    rules: RuleSet
    starts_at: int | None
    room: str
    minutes: int
    organiser: str
    created_at: int
    announced_at: int | None = None
    opened_at: int | None = None
    closed_at: int | None = None
    cancelled_at: int | None = None
    published_at: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A roster line that was summoned; `family_name` to `account` are the line's, read with it.

    `person_id` is whose phone they sit with, None until they entered; `account` is who joined the class under
    this line, who gets the result. `extra` is in percent, `lost_ms` the time since the start that does not
    count. `opening` and `result` are JSON.
    """

    sitting_id: int
    id: int
    pupil_id: int
    person_id: int | None
    extra: int
    entered_at: int | None
    accepted_at: int | None
    present_at: int | None
    authorised_at: int | None
    started_at: int | None
    stopped_at: int | None
    stopped_for: StopReason | None
    cleared_at: int | None
    lost_ms: int
    warned: int | None
    ended_at: int | None
    ended_for: EndReason | None
    assessment_id: int | None
    opening: str | None
    ruling: Literal["cancelled", "rejected", "held"] | None
    comment: str
    result: str | None
    published_at: int | None
    shared_at: int | None
    family_name: str
    given_name: str
    class_id: int
    class_name: str
    account: int | None

    @property
    def running(self) -> bool:
        """Begun and not ended; its clock may stand still."""
        return self.started_at is not None and self.ended_at is None

    @property
    def name(self) -> str:
        """As staff read it: family name first."""
        return f"{self.family_name} {self.given_name}".strip()


_OF_THE_LINE = {"family_name", "given_name", "class_id", "class_name", "account"}
_FIXED = {"sitting_id", "pupil_id"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a candidate is asked; `step` is that of its answer in the assessment, None until shown."""

    candidate_id: int
    number: int
    competence: str
    skill: str
    challenge: str
    variant: int
    step: int | None = None
    withdrawn_at: int | None = None
    neutralised_at: int | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that happened; `number` is that of the question it is about. Without candidate: to all."""

    sitting_id: int
    id: int
    candidate_id: int | None
    number: int | None
    kind: IncidentKind
    words: str
    at: int
    decided_at: int | None = None
    decision: Decision | None = None
    decided_by: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRequest:
    """Somebody with another phone says they are a candidate; accepted, their next tap brings the test."""

    person_id: int
    sitting_id: int
    candidate_id: int
    asked_at: int
    accepted_at: int | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the jury did about a candidate."""

    candidate_id: int
    id: int
    kind: RulingKind
    number: int | None
    words: str
    at: int
    made_by: int | None


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of the school who has a role in a sitting, as colleagues read the name."""

    person_id: int
    role: StaffRole
    name: str
    chat_id: int


# Sittings


def find(tx: Tx, sitting_id: int) -> Sitting | None:
    return tx.one("sitting", Sitting, id=sitting_id)


def locked(tx: Tx, sitting_id: int) -> Sitting | None:
    """The same; on PostgreSQL nobody else changes it until the turn ends."""
    return tx.one("sitting_locked", Sitting, id=sitting_id)


def of_code(tx: Tx, code: str) -> Sitting | None:
    """The sitting of an access code as it is kept: 6 capitals and 3 digits, nothing between."""
    return tx.one("sitting_of_code", Sitting, code=code)


def of_school(tx: Tx, school_id: int) -> list[Sitting]:
    """Every sitting of a school, drafts and cancelled ones too, the latest first."""
    return tx.all("sittings_of_school", Sitting, school_id=school_id)


def add(tx: Tx, sitting: Sitting) -> None:
    tx.run("add_sitting", **_columns(sitting))


def save(tx: Tx, sitting: Sitting) -> None:
    """Write every column that can change; of one that `locked` gave."""
    columns = _columns(sitting)
    for fixed in ("school_id", "code", "staff_code", "created_at"):
        del columns[fixed]
    tx.run("save_sitting", **columns)


def delete(tx: Tx, sitting_id: int) -> None:
    """Remove a sitting with everything about it; its codes are to be freed beside."""
    tx.run("delete_sitting", id=sitting_id)


def classes_of(tx: Tx, sitting_id: int) -> list[Classroom]:
    return tx.all("classes_of_sitting", Classroom, sitting_id=sitting_id)


def put_class(tx: Tx, sitting_id: int, class_id: int) -> None:
    tx.run("put_sitting_class", sitting_id=sitting_id, class_id=class_id)


def drop_class(tx: Tx, sitting_id: int, class_id: int) -> None:
    tx.run("drop_sitting_class", sitting_id=sitting_id, class_id=class_id)


# Staff


def staff(tx: Tx, sitting_id: int) -> list[Staff]:
    """Who has a role in a sitting and teaches in its school now, by name."""
    return tx.all("sitting_staff", Staff, sitting_id=sitting_id)


def roles(tx: Tx, person_id: int, sitting_id: int) -> set[str]:
    """The roles somebody was given in a sitting; whether they still teach there is to be asked beside."""
    return set(tx.all("roles_in_sitting", str, person_id=person_id, sitting_id=sitting_id))


def put_staff(tx: Tx, person_id: int, sitting_id: int, role: StaffRole, now_ms: int) -> bool:
    """False when they had it."""
    return (
        tx.run("put_sitting_staff", person_id=person_id, sitting_id=sitting_id, role=role, since=now_ms) == 1
    )


def drop_staff(tx: Tx, person_id: int, sitting_id: int, role: StaffRole) -> None:
    tx.run("drop_sitting_staff", person_id=person_id, sitting_id=sitting_id, role=role)


# Candidates


def candidates(tx: Tx, sitting_id: int) -> list[Candidate]:
    """By class and name."""
    return tx.all("candidates", Candidate, sitting_id=sitting_id)


def candidate(tx: Tx, candidate_id: int) -> Candidate | None:
    return tx.one("candidate", Candidate, id=candidate_id)


def locked_candidate(tx: Tx, candidate_id: int) -> Candidate | None:
    """The same; on PostgreSQL nobody else's until the turn ends. Several: in the order of their ids."""
    tx.one("lock_candidate", int, id=candidate_id)
    return candidate(tx, candidate_id)


def running_of(tx: Tx, person_id: int) -> Candidate | None:
    """The candidate somebody is in a sitting that they have begun and not ended."""
    return tx.one("candidate_running", Candidate, person_id=person_id)


def of_phone(tx: Tx, person_id: int) -> list[Candidate]:
    """The candidates who sit with somebody's phone, the latest sitting first."""
    return tx.all("candidates_of_phone", Candidate, person_id=person_id)


def of_account(tx: Tx, person_id: int) -> list[Candidate]:
    """What somebody was summoned to under the lines they joined, the latest sitting first; no drafts."""
    return tx.all("candidates_of_account", Candidate, person_id=person_id)


def summon(tx: Tx, sitting_id: int, pupil_id: int) -> bool:
    """Add a roster line; False when it is there."""
    return tx.run("add_candidate", sitting_id=sitting_id, id=tx.new_id(), pupil_id=pupil_id) == 1


def unsummon(tx: Tx, candidate_id: int) -> None:
    """Remove who has not begun."""
    tx.run("drop_candidate", id=candidate_id)


def save_candidate(tx: Tx, candidate: Candidate) -> None:
    """Write every column that can change; of one that `locked_candidate` gave."""
    tx.run("save_candidate", **_columns(candidate, _OF_THE_LINE | _FIXED))


# Other phones


def ask_entry(tx: Tx, request: EntryRequest) -> None:
    """The latest one of somebody in a sitting counts; what was accepted before is not any more."""
    tx.run("put_entry_request", **_columns(request, {"accepted_at"}))


def accept_entry(tx: Tx, request: EntryRequest, now_ms: int) -> bool:
    """False when it was accepted before, or they say since that they are another candidate."""
    names = {"person_id": request.person_id, "sitting_id": request.sitting_id}
    changed = tx.run("accept_entry_request", **names, candidate_id=request.candidate_id, accepted_at=now_ms)
    return changed == 1


def drop_accepted_entries(tx: Tx, candidate_id: int) -> None:
    """Whoever was let in for a candidate and has not come is not any more."""
    tx.run("drop_accepted_entry_requests", candidate_id=candidate_id)


def entry_requests_of(tx: Tx, person_id: int) -> list[EntryRequest]:
    """What somebody waits for, the latest first."""
    return tx.all("entry_requests_of_person", EntryRequest, person_id=person_id)


def entry_requests(tx: Tx, sitting_id: int) -> list[EntryRequest]:
    return tx.all("entry_requests", EntryRequest, sitting_id=sitting_id)


def entry_request(tx: Tx, person_id: int, sitting_id: int) -> EntryRequest | None:
    return tx.one("entry_request", EntryRequest, person_id=person_id, sitting_id=sitting_id)


def drop_entry_request(tx: Tx, person_id: int, sitting_id: int) -> None:
    tx.run("drop_entry_request", person_id=person_id, sitting_id=sitting_id)


# Questions


def questions(tx: Tx, candidate_id: int) -> list[Question]:
    """By number."""
    return tx.all("sitting_questions", Question, candidate_id=candidate_id)


def questions_of_sitting(tx: Tx, sitting_id: int) -> list[Question]:
    """Of all its candidates, by candidate and number."""
    return tx.all("questions_of_sitting", Question, sitting_id=sitting_id)


def put_question(tx: Tx, question: Question) -> None:
    """Add one, or write what changed of it."""
    tx.run("put_sitting_question", **_columns(question))


# Incidents and rulings


def add_incident(tx: Tx, incident: Incident) -> None:
    tx.run("add_incident", **_columns(incident))


def incident(tx: Tx, incident_id: int) -> Incident | None:
    """One of them; on PostgreSQL nobody else decides on it until the turn ends."""
    return tx.one("incident", Incident, id=incident_id)


def incidents(tx: Tx, sitting_id: int) -> list[Incident]:
    """In the order they happened."""
    return tx.all("incidents", Incident, sitting_id=sitting_id)


def decide(tx: Tx, incident_id: int, decision: Decision, by: int, now_ms: int) -> bool:
    """False when it was decided before."""
    return tx.run("decide_incident", id=incident_id, decision=decision, decided_by=by, decided_at=now_ms) == 1


def add_ruling(tx: Tx, ruling: Ruling) -> None:
    tx.run("add_ruling", **_columns(ruling))


def rulings(tx: Tx, sitting_id: int) -> list[Ruling]:
    """Of all its candidates, in the order they were made."""
    return tx.all("rulings", Ruling, sitting_id=sitting_id)


# Before the day


def of_staff(tx: Tx, school_id: int, person_id: int) -> list[Sitting]:
    """The sittings of a school in which somebody has a role, the latest first."""
    return tx.all("sittings_of_staff", Sitting, school_id=school_id, person_id=person_id)


def of_class(tx: Tx, class_id: int) -> list[int]:
    """The sittings that a class was chosen for, by id."""
    return tx.all("sittings_of_class", int, class_id=class_id)


def leave_out(tx: Tx, sitting_id: int, pupil_id: int) -> None:
    """A pupil of a chosen class is not to be summoned."""
    tx.run("leave_out", sitting_id=sitting_id, pupil_id=pupil_id)


def take_back(tx: Tx, sitting_id: int, pupil_id: int) -> None:
    """They are to be summoned again."""
    tx.run("take_back", sitting_id=sitting_id, pupil_id=pupil_id)


def left_out(tx: Tx, sitting_id: int) -> list[Pupil]:
    """Who is left out of the chosen classes, by name."""
    return tx.all("left_out", Pupil, sitting_id=sitting_id)


def to_summon(tx: Tx, sitting_id: int) -> list[int]:
    """The lines of the chosen classes that are no candidates yet, but for those left out."""
    return tx.all("to_summon", int, sitting_id=sitting_id)


def to_unsummon(tx: Tx, sitting_id: int) -> list[int]:
    """The candidates who left their class, or whose class is not chosen any more, and have not entered."""
    return tx.all("to_unsummon", int, sitting_id=sitting_id)


# The jury


def answers(tx: Tx, candidate_id: int) -> list[StoredAnswer]:
    """What a candidate answered, in order; none any more once the account they sat with was erased."""
    return tx.all("answers_of_candidate", StoredAnswer, id=candidate_id)


def answers_of_sitting(tx: Tx, sitting_id: int) -> dict[int, list[StoredAnswer]]:
    """The same of all its candidates, by the candidate's id."""
    found: dict[int, list[StoredAnswer]] = {}
    for candidate_id, answer in tx.all("answers_of_sitting", _with_candidate, sitting_id=sitting_id):
        found.setdefault(candidate_id, []).append(answer)
    return found


def _with_candidate(candidate_id: int, *columns: object) -> tuple[int, StoredAnswer]:
    return candidate_id, StoredAnswer(*columns)  # type: ignore[arg-type]  # its columns, in their order


def rulings_of(tx: Tx, candidate_id: int) -> list[Ruling]:
    """What the jury did about one candidate, in order."""
    return tx.all("rulings_of_candidate", Ruling, candidate_id=candidate_id)


def summoned_to(tx: Tx, pupil_id: int) -> list[int]:
    """The sittings that are still to come or run for which a roster line is summoned."""
    return tx.all("summoned_to", int, pupil_id=pupil_id)


def lines_of(tx: Tx, person_id: int) -> list[int]:
    """The roster lines of somebody who is summoned to anything."""
    return tx.all("summoned_lines", int, person_id=person_id)


# Clocks


@dataclass(frozen=True, slots=True)
class Running:
    """A candidate who has begun and not ended."""

    sitting_id: int
    id: int
    started_at: int


def running(tx: Tx) -> list[Running]:
    """Everybody who has begun and not ended, in any sitting."""
    return tx.all("running", Running)


def settled(tx: Tx, candidate_id: int, now_ms: int) -> None:
    """The test of who has ended is closed, and their phone told."""
    tx.run("settled", id=candidate_id, settled_at=now_ms)


def unsettled(tx: Tx) -> list[int]:
    """The candidates who have ended by somebody else's hand, and whose test is still to be closed."""
    return tx.all("unsettled", int)


def overdue(tx: Tx, before_ms: int) -> list[int]:
    """The sittings that should have begun by then and were not closed, the oldest first."""
    return tx.all("overdue", int, before=before_ms)


def something_goes_on(tx: Tx, before_ms: int, soon_ms: int) -> bool:
    """Whether anybody sits, or is `unsettled`, or looks at a list, or a sitting is `overdue`.

    A list counts from the moment at which candidates may enter: of those that begin by `soon_ms`.
    """
    return bool(tx.one("something_goes_on", int, before=before_ms, soon=soon_ms))


# The test


def in_test(tx: Tx, person_id: int) -> Candidate | None:
    """The candidate whose test somebody's phone shows: begun, and not closed even if it was ended."""
    return tx.one("candidate_in_test", Candidate, person_id=person_id)


# Alerts


def put_alert(tx: Tx, person_id: int, sitting_id: int, about: int, message_id: int) -> None:
    """A message asks somebody to decide about an incident, or about who asks to come in."""
    tx.run("put_alert", person_id=person_id, sitting_id=sitting_id, about=about, message_id=message_id)


def take_alerts(tx: Tx, sitting_id: int, about: int) -> list[tuple[int, int]]:
    """The messages (chat, message) that asked about it, which are forgotten: it is decided."""
    found = tx.all("alerts", lambda chat, message: (chat, message), sitting_id=sitting_id, about=about)
    tx.run("drop_alerts", sitting_id=sitting_id, about=about)
    return found


def leave_alert(tx: Tx, person_id: int, message_id: int) -> None:
    """Another screen took the place of an alert in this message."""
    tx.run("leave_alert", person_id=person_id, message_id=message_id)


def of_line(tx: Tx, pupil_id: int) -> list[int]:
    """The candidates that a roster line is, by id."""
    return tx.all("candidates_of_line", int, pupil_id=pupil_id)


def concerning(tx: Tx, person_id: int) -> list[int]:
    """The candidates that somebody is, by the lines they joined, or that sit with their phone; by id."""
    return tx.all("candidates_concerning", int, person_id=person_id)


def shown(tx: Tx, pupil_id: int) -> list[tuple[str, int]]:
    """Every challenge and variant that sittings showed to the pupil of a line, under any of theirs."""
    return tx.all("shown_in_sittings", _pair, pupil_id=pupil_id)


def _pair(challenge: str, variant: int) -> tuple[str, int]:
    return challenge, variant


def sat_by_others(tx: Tx, class_id: int, person_id: int) -> set[int]:
    """The roster lines of a class under which somebody else sat a certification: not free for the asking."""
    return set(tx.all("lines_sat_by_others", int, class_id=class_id, person_id=person_id))


def sat_elsewhere(tx: Tx, person_id: int) -> bool:
    """Whether a test under a roster line that somebody joined runs with another phone."""
    return tx.one("sat_elsewhere", int, person_id=person_id) is not None


def _columns(row: object, but: set[str] | None = None) -> dict[str, Value]:
    names = (each.name for each in fields(row))  # type: ignore[arg-type]  # every row here is a dataclass
    return {name: getattr(row, name) for name in names if name not in (but or set())}


# Boards


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions a candidate has by now, and how many of them were shown; no withdrawn one."""

    candidate_id: int
    drawn: int
    shown: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """The message that is an invigilator's list of a sitting; `digest` is that of what it shows."""

    person_id: int
    sitting_id: int
    message_id: int
    page: int
    digest: str
    shown_at: int


def progress(tx: Tx, sitting_id: int) -> list[Progress]:
    """Of the candidates who have begun."""
    return tx.all("sitting_progress", Progress, sitting_id=sitting_id)


def board(tx: Tx, person_id: int, sitting_id: int) -> BoardRow | None:
    return tx.one("board", BoardRow, person_id=person_id, sitting_id=sitting_id)


def put_board(tx: Tx, row: BoardRow) -> None:
    """One message of somebody is the list of a sitting: the latest."""
    tx.run("put_board", **_columns(row))


def drop_board(tx: Tx, person_id: int, sitting_id: int) -> None:
    tx.run("drop_board", person_id=person_id, sitting_id=sitting_id)


def leave_board(tx: Tx, person_id: int, message_id: int) -> None:
    """Another screen took the place of the list in this message."""
    tx.run("leave_board", person_id=person_id, message_id=message_id)


def boards_due(tx: Tx, before_ms: int) -> list[tuple[int, int]]:
    """Boards (person, sitting) shown then or before."""
    return tx.all("boards_due", lambda person, sitting: (person, sitting), before=before_ms)


def seen_incident(tx: Tx, incident_id: int) -> Incident | None:
    """An incident that nobody holds."""
    return tx.one("seen_incident", Incident, id=incident_id)


def to_judge(tx: Tx, after_ms: int) -> list[int]:
    """The sittings that were closed after this moment, and are not published."""
    return tx.all("sittings_to_judge", int, after=after_ms)


def put_staff_code(tx: Tx, sitting_id: int, code: str) -> None:
    """Another code for invigilators; the one before is to be freed beside."""
    tx.run("put_staff_code", id=sitting_id, code=code)
