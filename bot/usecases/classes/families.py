"""The adults who follow a pupil, as a teacher sees them: how many, never who; a new link for the family."""

from bot.store import classes, guardians
from bot.usecases.classes import printing
from bot.usecases.classes.outcomes import FamilyShown, RenewAsked
from bot.usecases.classes.pupils import allowed
from bot.usecases.codes import new_link
from bot.usecases.guardians import children, ties
from bot.usecases.guardians.outcomes import LinkRenewed
from bot.usecases.outcomes import Outcome
from bot.usecases.turn import Turn


def show(turn: Turn, pupil_id: int, *, renewed: bool = False) -> list[Outcome]:
    """How many follow a pupil: by this class's letter, by another's, by the pupil's invitation."""
    classroom, pupil = allowed(turn, pupil_id)
    bonds = guardians.bonds_to_line(turn.tx, pupil_id)
    everybody = {each.guardian_id for each in bonds}
    here = {each.guardian_id for each in bonds if each.pupil_id == pupil_id}
    invited = {each.guardian_id for each in bonds if not each.by_school} - here
    return [FamilyShown(classroom, pupil, len(here), len(everybody - here - invited), len(invited), renewed)]


def renew(turn: Turn, pupil_id: int, selector: str = "") -> list[Outcome]:
    """Another link for the family, once confirmed by naming the old one; who came by that follows no more.

    They are told, unless they follow the pupil in another way too.
    """
    _, pupil = allowed(turn, pupil_id)
    if not selector:
        return [RenewAsked(pupil, len(_by_letter(turn, pupil_id)))]
    link = new_link()
    if not classes.renew_family_link(turn.tx, pupil_id, selector, link.selector, link.secret):
        return show(turn, pupil_id)
    came = _by_letter(turn, pupil_id)
    classes.remove_guardians(turn.tx, pupil_id)
    key = children.key_of(pupil.person_id, pupil_id)
    told: list[Outcome] = []
    for guardian_id in sorted(came):
        if all(each.key != key for each in children.of(turn.tx, guardian_id)):
            told += ties.told(
                turn, guardian_id, LinkRenewed(pupil.given_name or children.UNNAMED), "link_renewed"
            )
    return [*show(turn, pupil_id, renewed=True), *told]


def _by_letter(turn: Turn, pupil_id: int) -> set[int]:
    bonds = guardians.bonds_to_line(turn.tx, pupil_id)
    return {each.guardian_id for each in bonds if each.pupil_id == pupil_id}


def letter(turn: Turn, pupil_id: int) -> list[Outcome]:
    """The letter of one family."""
    classroom, pupil = allowed(turn, pupil_id)
    return printing.letter(turn, classroom, pupil)
