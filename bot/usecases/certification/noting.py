"""What happened, in an invigilator's words; and the list of all incidents of a sitting."""

from bot.errors import NotAllowed
from bot.store import sittings
from bot.store.dialogs import Dialog
from bot.store.sittings import Incident, IncidentKind
from bot.usecases import asking, rights
from bot.usecases.certification import looking, watching
from bot.usecases.certification.outcomes_board import JournalShown, KindAsked, Notice, WordsAsked
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn

WORDS = "sb_words"  # the kind of dialog
LONGEST = 300  # characters
PAGE = 6
KINDS: tuple[IncidentKind, ...] = ("technical", "phone", "conduct")


def ask_kind(turn: Turn, sitting_id: int, candidate_id: int) -> list[Outcome]:
    """What is to be noted? `candidate_id` is 0 for the whole sitting. Raises NotAllowed."""
    return [KindAsked(sitting_id, candidate_id, _about(turn, sitting_id, candidate_id))]


def ask_words(turn: Turn, sitting_id: int, candidate_id: int, kind: IncidentKind) -> list[Outcome]:
    """In which words? Raises NotAllowed."""
    name = _about(turn, sitting_id, candidate_id)
    asking.ask(turn, WORDS, sitting=sitting_id, candidate=candidate_id, what=kind)
    return [WordsAsked(sitting_id, candidate_id, name, kind)]


def take_words(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """They came: the incident is kept with its time. Raises NotAllowed."""
    about = dialog.about
    sitting_id, candidate_id, kind = int(about["sitting"]), int(about["candidate"]), about["what"]
    name, words = _about(turn, sitting_id, candidate_id), " ".join(text.split())
    if not words or len(words) > LONGEST:
        return [WordsAsked(sitting_id, candidate_id, name, kind, refused=True)]
    asking.answered(turn)
    sittings.add_incident(
        turn.tx,
        Incident(
            sitting_id=sitting_id,
            id=turn.tx.new_id(),
            candidate_id=candidate_id or None,
            number=None,
            kind=kind,
            words=words,
            at=turn.now_ms,
            decided_at=turn.now_ms,
            decision="noted",
            decided_by=turn.person.id,
        ),
    )
    if candidate_id:
        return looking.candidate(turn, candidate_id, Notice.NOTED)
    return [*watching.show(turn, sitting_id, notice=Notice.NOTED)]


def _about(turn: Turn, sitting_id: int, candidate_id: int) -> str:
    """The name of the candidate, '' for the whole sitting; the right is checked."""
    rights.sitting(turn, sitting_id, "organiser", "invigilator")
    if not candidate_id:
        return ""
    found = sittings.candidate(turn.tx, candidate_id)
    if found is None or found.sitting_id != sitting_id:
        raise NotAllowed
    return watching.full_name(found)


def journal(turn: Turn, sitting_id: int, page: int) -> list[Outcome]:
    """Everything that happened, the latest first. Raises NotAllowed."""
    sitting = rights.sitting(turn, sitting_id, "organiser", "invigilator")
    asking.answered(turn)
    every = sorted(sittings.incidents(turn.tx, sitting_id), key=lambda each: (each.at, each.id), reverse=True)
    on_page, page, pages = page_of(every, page, PAGE)
    lines = tuple(looking.happened(turn, sitting, each) for each in on_page)
    return [JournalShown(sitting_id, lines, len(every), page, pages)]
