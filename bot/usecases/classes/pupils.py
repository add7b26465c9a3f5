"""The pupils of a class, one by one: shown, added, renamed, set aside, parted from an account."""

from bot import rosters
from bot.errors import NotAllowed
from bot.store import classes, guardians, participation
from bot.store.classes import Classroom, Pupil
from bot.store.dialogs import Dialog
from bot.usecases import asking, rights
from bot.usecases.certification import candidates
from bot.usecases.classes.names import free_key, read_pupil
from bot.usecases.classes.outcomes import PupilCode, PupilNameAsked, PupilShown, PupilsShown, UnlinkAsked
from bot.usecases.classes.outcomes_joining import Closed, JoinClosed
from bot.usecases.codes import new_link
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Outcome
from bot.usecases.paging import page_of
from bot.usecases.reminders import planning
from bot.usecases.turn import Turn


def listed(turn: Turn, class_id: int, page: int = 0, *, aside: bool = False) -> list[Outcome]:
    """The roster by pages; or those set aside."""
    classroom = rights.classroom(turn, class_id)
    everybody = classes.pupils(turn.tx, class_id)
    wanted = [each for each in everybody if (each.set_aside_at is not None) == aside]
    shown, page, pages = page_of(wanted, page)
    has_aside = any(each.set_aside_at is not None for each in everybody)
    return [PupilsShown(classroom, shown, page, pages, aside, has_aside)]


def show(turn: Turn, pupil_id: int, note: str = "", *, edit: bool = True) -> list[Outcome]:
    """One pupil."""
    classroom, pupil = allowed(turn, pupil_id)
    followers = {each.guardian_id for each in guardians.bonds_to_line(turn.tx, pupil_id)}
    return [PupilShown(classroom, pupil, len(followers), note, edit)]


def allowed(turn: Turn, pupil_id: int) -> tuple[Classroom, Pupil]:
    """A pupil of a class that the person may change; raises NotAllowed, also when there is none."""
    pupil = classes.pupil(turn.tx, pupil_id)
    if pupil is None:
        raise NotAllowed
    return rights.classroom(turn, pupil.class_id), pupil


def code(turn: Turn, pupil_id: int) -> list[Outcome]:
    """The QR code of a personal link."""
    return [PupilCode(*allowed(turn, pupil_id))]


# One more


def ask_name(turn: Turn, class_id: int) -> list[Outcome]:
    rights.classroom(turn, class_id)
    asking.ask(turn, "k_pupil", class_id=class_id)
    return [PupilNameAsked(class_id)]


def named(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """One more pupil; of a name that the class has already, only once this is confirmed."""
    class_id = int(dialog.about["class_id"])
    rights.classroom(turn, class_id)
    name = read_pupil(text)
    if name is None:
        return [PupilNameAsked(class_id, problem="unreadable")]
    if rosters.key(*name) in keys(turn, class_id):
        asking.ask(turn, "k_pupil", class_id=class_id, twin=list(name))
        return [PupilNameAsked(class_id, problem="taken", name=f"{name[1]} {name[0]}")]
    return _added(turn, class_id, name, edit=False)


def _added(turn: Turn, class_id: int, name: tuple[str, str], *, edit: bool) -> list[Outcome]:
    """One more line; the name of the next one can be written at once."""
    asking.ask(turn, "k_pupil", class_id=class_id)
    return show(turn, add(turn, class_id, *name).id, "added", edit=edit)


def no_more(turn: Turn) -> None:
    """Something else is looked at: no name is awaited any more."""
    dialog = asking.awaited(turn)
    if dialog is not None and dialog.kind == "k_pupil":
        asking.answered(turn)


def twin(turn: Turn, class_id: int) -> list[Outcome]:
    """«C'est un autre élève»: a homonym is added."""
    rights.classroom(turn, class_id)
    dialog = asking.awaited(turn)
    name = dialog.about.get("twin") if dialog is not None and dialog.kind == "k_pupil" else None
    if dialog is None or name is None or dialog.about["class_id"] != class_id:
        return listed(turn, class_id)
    return _added(turn, class_id, (name[0], name[1]), edit=True)


def keys(turn: Turn, class_id: int) -> list[str]:
    """The keys of a class that are taken."""
    return [each.key for each in classes.pupils(turn.tx, class_id)]


def add(turn: Turn, class_id: int, family: str, given: str) -> Pupil:
    """One more line, with its links; a homonym gets a number."""
    plain = rosters.key(family, given)
    while True:  # somebody else may have taken the key meanwhile
        pupil = fresh(turn, class_id, family, given, free_key(plain, keys(turn, class_id)))
        if classes.add_pupil(turn.tx, pupil):
            candidates.of_class_changed(turn.tx, class_id, turn.now)
            return pupil


def fresh(turn: Turn, class_id: int, family: str, given: str, key: str) -> Pupil:
    """A line that is not stored yet."""
    own, families = new_link(), new_link()
    return Pupil(
        class_id, turn.tx.new_id(), family, given, key, None, None, own.selector, own.secret,
        families.selector, families.secret, turn.now_ms, None,
    )  # fmt: skip


# Another name


def ask_rename(turn: Turn, pupil_id: int) -> list[Outcome]:
    _, pupil = allowed(turn, pupil_id)
    asking.ask(turn, "k_repupil", pupil_id=pupil_id)
    return [PupilNameAsked(pupil.class_id, pupil_id, name=pupil.name)]


def renamed(turn: Turn, dialog: Dialog, text: str) -> list[Outcome]:
    """Another name for a pupil; a homonym of another one is told apart by a number."""
    classroom, pupil = allowed(turn, int(dialog.about["pupil_id"]))
    name = read_pupil(text)
    if name is None:
        return [PupilNameAsked(classroom.id, pupil.id, "unreadable", pupil.name)]
    asking.answered(turn)
    classes.lock(turn.tx, classroom.id)
    taken = [each.key for each in classes.pupils(turn.tx, classroom.id) if each.id != pupil.id]
    classes.rename_pupil(turn.tx, pupil.id, *name, free_key(rosters.key(*name), taken))
    return show(turn, pupil.id, "renamed", edit=False)


# Here or not


def set_aside(turn: Turn, pupil_id: int, *, aside: bool) -> list[Outcome]:
    """A pupil left the class, or is back; nothing of theirs is erased."""
    _, pupil = allowed(turn, pupil_id)
    if (pupil.set_aside_at is not None) != aside:
        classes.set_aside(turn.tx, pupil_id, turn.now_ms if aside else None)
        candidates.of_class_changed(turn.tx, pupil.class_id, turn.now)
        if not aside:
            planning.joined(turn.tx, pupil, pupil.person_id, turn.now)
    return show(turn, pupil_id, "aside" if aside else "back")


def unlink(turn: Turn, pupil_id: int, *, sure: bool) -> list[Outcome]:
    """Part an account from a pupil, once confirmed: it was not theirs. What it did stays with the account."""
    classroom, pupil = allowed(turn, pupil_id)
    account = classes.account(turn.tx, pupil_id)
    if pupil.person_id is None or account is None:
        return show(turn, pupil_id)
    if not sure:
        return [UnlinkAsked(pupil)]
    participation.detach(turn.tx, pupil.person_id, pupil_id)
    classes.unlink(turn.tx, pupil_id)
    told = (JoinClosed(Closed.UNLINKED, classroom.name, pupil.name, edit=False),)
    return [
        *show(turn, pupil_id, "unlinked"),
        Elsewhere(account.chat_id, told, adult=account.role != "pupil", kind="unlinked"),
    ]
