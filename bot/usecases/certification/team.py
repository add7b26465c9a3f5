"""Colleagues of a sitting, by name: who invigilates with the organiser, who receives the results."""

from bot.store import codes as stored
from bot.store import schools, sittings
from bot.store.sittings import Sitting
from bot.usecases import asking, codes, rights
from bot.usecases.certification import reading
from bot.usecases.certification.outcomes_prep import Shared, StaffAsked, StaffNamed, StaffTold
from bot.usecases.certification.phases import Phase, phase
from bot.usecases.elsewhere import Elsewhere
from bot.usecases.outcomes import Note, Outcome, Said
from bot.usecases.paging import page_of
from bot.usecases.turn import Turn


def ask(turn: Turn, sitting_id: int, about: Shared, page: int = 0, *, renewed: bool = False) -> list[Outcome]:
    """The members of the school, with those who have this role; `renewed`: the invigilators' code is."""
    sitting = reading.to_lead(turn, sitting_id)
    asking.answered(turn)
    staff = sittings.staff(turn.tx, sitting.id)
    chosen = {each.person_id for each in staff if each.role == about}
    leading = {each.person_id for each in staff if each.role == "organiser" and about == "invigilator"}
    members = [each for each in schools.members(turn.tx, sitting.school_id) if each.person_id not in leading]
    listed = [(each.person_id, each.name, each.person_id in chosen) for each in members]
    lines, page, pages = page_of(listed, page)
    return [StaffAsked(sitting.id, about, lines, len(chosen), page, pages, renewed)]


def give(turn: Turn, sitting_id: int, about: Shared, person_id: int, page: int, *, on: bool) -> list[Outcome]:
    """Give a member this role, and tell them; or take it away."""
    sitting = reading.to_change(turn, sitting_id)
    if not on:
        sittings.drop_staff(turn.tx, person_id, sitting.id, about)
        renewed = about == "invigilator" and sitting.announced_at is not None
        if renewed:
            _renew_code(turn, sitting)
        return ask(turn, sitting_id, about, page, renewed=renewed)
    members = schools.members(turn.tx, sitting.school_id)
    if all(each.person_id != person_id for each in members):
        return [Said(Note.NOT_ALLOWED)]
    fresh = sittings.put_staff(turn.tx, person_id, sitting.id, about, turn.now_ms)
    tell = fresh and person_id != turn.person.id and sitting.announced_at is not None
    return [*ask(turn, sitting_id, about, page), *(_named(turn, sitting, about, person_id) if tell else [])]


def _renew_code(turn: Turn, sitting: Sitting) -> None:
    """Who no longer invigilates may know the code, and would be let in by it again."""
    sittings.put_staff_code(turn.tx, sitting.id, codes.new_code(turn.tx, "invigilator", sitting.id))
    stored.free(turn.tx, sitting.staff_code)


def announced(turn: Turn, sitting: Sitting) -> list[Elsewhere]:
    """Whoever was given a role while it was a draft learns of it now."""
    roles: tuple[Shared, ...] = ("invigilator", "results")
    given = {each.person_id for each in sittings.staff(turn.tx, sitting.id)} - {turn.person.id}
    return [
        told
        for person_id in sorted(given)
        for about in roles
        if about in sittings.roles(turn.tx, person_id, sitting.id)
        for told in _named(turn, sitting, about, person_id)
    ]


def told(turn: Turn, sitting: Sitting) -> list[Elsewhere]:
    """Its invigilators learn that it has moved, or is cancelled."""
    cancelled = phase(sitting, turn.now_ms) is Phase.CANCELLED
    news = StaffTold(sitting.id, reading.when(turn, sitting), sitting.room, cancelled)
    return [
        Elsewhere(each.chat_id, (news,), adult=True, kind="sitting_staff")
        for each in sittings.staff(turn.tx, sitting.id)
        if each.role == "invigilator" and each.person_id != turn.person.id
    ]


def _named(turn: Turn, sitting: Sitting, about: Shared, person_id: int) -> list[Elsewhere]:
    by = rights.member_of(turn, sitting.school_id).name
    news = StaffNamed(sitting.id, about, by, reading.when(turn, sitting), sitting.room)
    chats = {each.chat_id for each in sittings.staff(turn.tx, sitting.id) if each.person_id == person_id}
    return [Elsewhere(chat, (news,), adult=True, kind="sitting_staff") for chat in sorted(chats)]
