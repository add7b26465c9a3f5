"""What the jury decides about a candidate: confirm, hold back, cancel, reject, and words to the candidate."""

from dataclasses import replace
from typing import Literal

from bot.store import sittings
from bot.store.sittings import Candidate
from bot.usecases import asking
from bot.usecases.certification import jury, standings
from bot.usecases.certification.neutralising import note
from bot.usecases.certification.outcomes_jury import ConfirmingAsked, JuryWordsAsked
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.schools.naming import cleaned
from bot.usecases.turn import Turn

LONGEST = 300  # characters of the jury's words
About = Literal["cancelled", "rejected", "commented"]


def confirm(turn: Turn, candidate_id: int) -> list[Outcome]:
    """What the rules give is the result; a ruling made before is lifted, with the words that went with it."""
    _, found = jury.candidate_of(turn, candidate_id)
    if found.started_at is None or found.ended_at is not None:
        _rule(turn, replace(found, ruling=None, comment=_still_true(found)), "confirmed")
    return jury.candidate(turn, candidate_id)


def hold(turn: Turn, candidate_id: int) -> list[Outcome]:
    """The result stays «en attente» while others are published."""
    _, found = jury.candidate_of(turn, candidate_id)
    _rule(turn, replace(found, ruling="held", comment=_still_true(found)), "held")
    return jury.candidate(turn, candidate_id)


def _still_true(found: Candidate) -> str:
    """The words to the candidate, without those that a ruling was made with: they go with it."""
    return "" if found.ruling in {"cancelled", "rejected"} else found.comment


def ask_words(turn: Turn, candidate_id: int, about: About) -> list[Outcome]:
    """Cancelling and rejecting take words, which the candidate reads; so does a comment."""
    _, found = jury.candidate_of(turn, candidate_id)
    asking.ask(turn, jury.WORDS, candidate=candidate_id, about=about)
    return [JuryWordsAsked(candidate_id, found.name, about, LONGEST)]


def take_words(turn: Turn, candidate_id: int, about: About, text: str) -> list[Outcome]:
    """The words as they were written: what they were asked for is done."""
    _, found = jury.candidate_of(turn, candidate_id)
    words = cleaned(text)
    if not words:
        return [Said(Note.EMPTY)]
    if len(words) > LONGEST:
        return [JuryWordsAsked(candidate_id, found.name, about, LONGEST, too_long=len(words))]
    ruling = found.ruling if about == "commented" else about
    _rule(turn, replace(found, ruling=ruling, comment=words), about, words)
    return jury.candidate(turn, candidate_id)


def clear_comment(turn: Turn, candidate_id: int) -> list[Outcome]:
    """The words to the candidate are taken back."""
    _, found = jury.candidate_of(turn, candidate_id)
    if found.comment:
        _rule(turn, replace(found, comment=""), "commented")
    return jury.candidate(turn, candidate_id)


def _rule(
    turn: Turn,
    changed: Candidate,
    kind: Literal["confirmed", "held", "cancelled", "rejected", "commented"],
    words: str = "",
) -> None:
    sittings.save_candidate(turn.tx, changed)
    note(turn, changed.id, kind, words)


def ask_plain(turn: Turn, sitting_id: int) -> list[Outcome]:
    """Confirm at once those without incident or signal?"""
    sitting = jury.to_judge(turn, sitting_id)
    everybody = standings.of_sitting(turn.tx, sitting)
    found = jury.plain(everybody, jury.to_look_at(turn, sitting, everybody))
    left = sum(not each.decided for each in everybody) - len(found)
    return [ConfirmingAsked(sitting_id, len(found), left)]


def confirm_plain(turn: Turn, sitting_id: int) -> list[Outcome]:
    """They are confirmed; the others are left to be looked at one by one."""
    sitting = jury.to_judge(turn, sitting_id)
    everybody = standings.of_sitting(turn.tx, sitting)
    for each in jury.plain(everybody, jury.to_look_at(turn, sitting, everybody)):
        note(turn, each.sheet.candidate.id, "confirmed")
    return jury.shown(turn, sitting_id)
