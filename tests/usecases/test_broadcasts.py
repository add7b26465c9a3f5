"""Who may write to whom, and what becomes of a broadcast turn after turn."""

from datetime import timedelta
from typing import Any

import pytest

from bot.handlers import broadcasts as broadcasts_handler
from bot.store import broadcasts, classes, groups, outbox, participation, people, schools
from bot.store.base import Tx
from bot.store.broadcasts import Broadcast, Counts
from bot.transport.callback import pack
from bot.transport.events import EventKind
from bot.transport.parcel import Fate
from bot.usecases.broadcasts import sending, writing
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.schooling import Schooling, person_id

NOT_ALLOWED = "pas accès à cette page"
GROUP = -4_000_001


@pytest.fixture
def school(desk: Desk) -> Schooling:
    return Schooling(desk)


@pytest.fixture
def diallo(school: Schooling) -> Phone:
    return school.teacher()


def draft_of(phone: Phone) -> int:
    """The broadcast that a teacher writes, from the newest button about one."""
    data = next(
        data
        for _, data in reversed(phone.shown)
        if data.startswith(("b_pick", "b_send", "b_words", "b_ready"))
    )
    return int(data.split(":")[1], 36)


def found(desk: Desk, id_: int) -> Broadcast:
    made = desk.turn(lambda tx: broadcasts.find(tx, id_))
    assert made is not None
    return made


def counts(desk: Desk, id_: int) -> Counts:
    return desk.turn(lambda tx: broadcasts.counts(tx, id_))


def begins(desk: Desk, phone: Phone, campaign: int) -> None:
    """Somebody has started a campaign."""
    id_ = person_id(phone)
    desk.turn(lambda tx: participation.begin(tx, id_, tx.new_id(), campaign, None, "Ali", 1, 0))


def leaves(desk: Desk, phone: Phone, school: Schooling) -> None:
    """A teacher's role is withdrawn."""
    id_ = person_id(phone)
    desk.turn(lambda tx: schools.withdraw(tx, id_, school.school.id, 1))


# Who it reaches


def test_each_choice_tells_how_many_it_reaches(desk: Desk, school: Schooling, diallo: Phone) -> None:
    b, c = school.classroom(diallo, "6e B"), school.classroom(diallo, "6e C")
    lea, tom, zoe = (school.pupil(b, name) for name in ("Léa Martin", "Tom Petit", "Zoé Roux"))
    school.enrols(b, "Pas Venue")
    school.enrols(c, "Léa Martin", lea)
    campaign = school.campaign(diallo, b, c)
    desk.turn(lambda tx: people.set_reachable(tx, zoe.chat_id, False))
    begins(desk, tom, campaign.id)

    asked = diallo.taps(pack("b_new", campaign.id))

    labels = [b["text"] for row in asked[-1].params["reply_markup"]["inline_keyboard"] for b in row]
    assert labels[:4] == ["👥 Tout le monde (2)", "⚪ Pas commencé (1)", "6e B (2)", "6e C (1)"]
    diallo.taps(pack("b_pick", draft_of(diallo), "all"))
    said = read(diallo.taps(pack("b_ready", draft_of(diallo))))
    assert "2 élèves le recevront" in said
    assert "Pas encore sur Telegram (1)\u00a0: Pas Venue" in said
    assert "A bloqué le bot (1)\u00a0: Zoé Roux" in said


def test_who_takes_part_without_being_in_a_class_gets_it_too(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    campaign = school.campaign(diallo)
    guest = Phone(desk)
    guest.settles()
    begins(desk, guest, campaign.id)
    assert "Tout le monde (1)" in str(diallo.taps(pack("b_new", campaign.id))[-1].params)


def test_a_pupil_set_aside_gets_nothing(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    line = school.enrols(room, "Léa Martin", _settled(desk))
    desk.turn(lambda tx: classes.set_aside(tx, line.id, 1))
    diallo.taps(pack("b_class", room.id))
    assert "Aucun élève ne peut le recevoir" in read(diallo.writes("Bonjour"))


# Who may


def forged(id_: int) -> list[str]:
    """Every button about a broadcast."""
    return [
        pack("b_to", id_, 0), pack("b_pick", id_, "all"), pack("b_ready", id_), pack("b_words", id_),
        pack("b_groups", id_, 1), pack("b_drop", id_), pack("b_send", id_), pack("b_stop", id_),
        pack("b_show", id_), pack("b_missed", id_, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "who", ["a pupil", "a colleague", "a teacher of another school", "their administrator"]
)
def test_nobody_else_touches_a_broadcast(desk: Desk, school: Schooling, diallo: Phone, who: str) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    campaign = school.campaign(diallo, room)
    diallo.taps(pack("b_new", campaign.id))
    id_ = draft_of(diallo)
    before = found(desk, id_)
    other = _other(desk, school, who)
    for data in forged(id_):
        assert NOT_ALLOWED in read(other.taps(data)), data
    assert found(desk, id_) == before


@pytest.mark.parametrize("who", ["a pupil", "a colleague", "a teacher of another school"])
def test_only_who_teaches_a_class_writes_to_it(
    desk: Desk, school: Schooling, diallo: Phone, who: str
) -> None:
    room = school.classroom(diallo)
    campaign = school.campaign(diallo, room)
    other = _other(desk, school, who)
    assert NOT_ALLOWED in read(other.taps(pack("b_class", room.id)))
    assert NOT_ALLOWED in read(other.taps(pack("b_new", campaign.id)))
    assert desk.sql("select count(*) from broadcast") == [(0,)]


def test_a_class_that_is_not_the_campaigns_cannot_be_slipped_in(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    campaign = school.campaign(diallo, school.classroom(diallo))
    there = Schooling(desk, "Lycée du Port")
    foreign = there.classroom(there.teacher("M. Kone"))
    diallo.taps(pack("b_new", campaign.id))
    refused = diallo.taps(pack("b_pick", draft_of(diallo), "class", foreign.id))
    assert NOT_ALLOWED in read(refused)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"published_at": None}, NOT_ALLOWED),
        ({"closed_at": 1}, "Fermé"),
        ({"deadline_at": 1, "late_allowed": 0}, "Terminé depuis"),
    ],
)
def test_a_campaign_that_does_not_run_is_not_announced(
    school: Schooling, diallo: Phone, changes: dict[str, Any], said: str
) -> None:
    campaign = school.campaign(diallo, school.classroom(diallo), **changes)
    assert said in read(diallo.taps(pack("b_new", campaign.id)))


def test_one_closed_while_the_message_was_written_is_not_sent(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    room = school.classroom(diallo)
    school.pupil(room, "Léa Martin")
    campaign = school.campaign(diallo, room)
    _announces(diallo, campaign.id)
    diallo.taps(pack("c_close", campaign.id, 1))
    assert "Fermé" in read(diallo.taps(pack("b_send", draft_of(diallo))))
    assert found(desk, draft_of(diallo)).state == "draft"


def test_words_of_who_is_no_teacher_any_more_are_not_taken(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    diallo.taps(pack("b_class", school.classroom(diallo).id))
    leaves(desk, diallo, school)
    assert NOT_ALLOWED in read(diallo.writes("Bonjour"))


# What is written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a \t b  ", "a b"),
        ("a\r\n\r\n\r\n\r\nb", "a\n\nb"),
        ("a\u0000\u0007b", "ab"),
        (" \u200b ", "\u200b"),
        ("👩‍🏫 ok", "👩‍🏫 ok"),
    ],
)
def test_words_are_cleaned(typed: str, kept: str) -> None:
    assert writing.cleaned(typed) == kept


@pytest.mark.parametrize(("typed", "said"), [(" \n ", "vide"), ("x" * 1001, "trop long")])
def test_words_that_cannot_be_sent_are_asked_again(
    school: Schooling, diallo: Phone, typed: str, said: str
) -> None:
    diallo.taps(pack("b_class", school.classroom(diallo).id))
    assert said in read(diallo.writes(typed))
    assert "Voici ce que reçoit" in read(diallo.writes("x" * 1000))


# Turn after turn


@pytest.fixture
def sent(desk: Desk, school: Schooling, diallo: Phone) -> int:
    """A broadcast to three pupils, under way."""
    room = school.classroom(diallo)
    for name in ("Léa Martin", "Tom Petit", "Zoé Roux"):
        school.pupil(room, name)
    diallo.taps(pack("b_class", room.id))
    diallo.writes("Bonjour")
    id_ = draft_of(diallo)
    diallo.taps(pack("b_send", id_))
    return id_


def step(desk: Desk, phone: Phone, id_: int, backlog: int = 100) -> sending.Batch | None:
    return desk.turn(lambda tx: sending.carry_on(phone.turn(tx), id_, backlog))


def ends(desk: Desk, id_: int, chat_id: int, fate: Fate) -> None:
    def end(tx: Tx) -> None:
        key = broadcasts.dedupe_key(id_, chat_id)
        row = outbox.put(tx, chat_id, "[]", lane="broadcast", kind="broadcast", due_at=0, dedupe_key=key)
        assert row is not None
        broadcasts_handler.fate(tx, row, fate, 0)

    desk.turn(end)


def test_no_more_are_under_way_than_the_sender_needs(desk: Desk, diallo: Phone, sent: int) -> None:
    first = step(desk, diallo, sent, backlog=2)
    assert first is not None
    assert len(first.people) == 2
    again = step(desk, diallo, sent, backlog=2)
    assert again is not None
    assert again.people == ()
    assert counts(desk, sent) == Counts(1, 2, 0, 0, 0, 0, 0)


def test_it_ends_when_the_last_one_is_known_and_tells_who_missed_it(
    desk: Desk, diallo: Phone, sent: int
) -> None:
    batch = step(desk, diallo, sent)
    assert batch is not None
    fates = (Fate.SENT, Fate.GONE, Fate.UNCERTAIN)
    for recipient, fate in zip(batch.people, fates, strict=True):
        ends(desk, sent, recipient.chat_id, fate)
    last = step(desk, diallo, sent)
    assert last is not None
    assert last.progress is not None
    assert (last.progress.ended, last.progress.state) == (True, "done")
    assert step(desk, diallo, sent) is None
    missed = desk.turn(lambda tx: broadcasts.missed(tx, sent))
    assert sorted(each.state for each in missed) == ["blocked", "uncertain"]


def test_what_was_stopped_and_arrived_all_the_same_counts_as_sent(
    desk: Desk, diallo: Phone, sent: int
) -> None:
    batch = step(desk, diallo, sent, backlog=1)
    assert batch is not None
    diallo.taps(pack("b_stop", sent))
    assert counts(desk, sent).cancelled == 2
    assert counts(desk, sent).queued == 1  # on its way: no row waits in the outbox
    ends(desk, sent, batch.people[0].chat_id, Fate.SENT)
    assert counts(desk, sent) == Counts(0, 0, 1, 0, 0, 0, 2)


def test_what_waits_in_the_outbox_is_taken_back_by_a_stop_and_what_is_begun_is_not(
    desk: Desk, diallo: Phone, sent: int
) -> None:
    batch = step(desk, diallo, sent, backlog=2)
    assert batch is not None
    begun, waiting = (each.chat_id for each in batch.people)

    def put(tx: Tx) -> None:
        for chat_id in (begun, waiting):
            key = broadcasts.dedupe_key(sent, chat_id)
            row = outbox.put(
                tx, chat_id, "[]", lane="broadcast", kind="broadcast", due_at=0, dedupe_key=key, once=True
            )
            if row is not None and chat_id == begun:
                outbox.begin(tx, row, 1)

    desk.turn(put)
    diallo.taps(pack("b_stop", sent))
    assert [row.chat_id for row in desk.turn(lambda tx: outbox.waiting(tx, 9))] == [begun]
    assert counts(desk, sent) == Counts(0, 1, 0, 0, 0, 0, 2)


def test_deleting_its_campaign_stops_it_and_tells_how_it_went(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    room = school.classroom(diallo)
    for name in ("Léa Martin", "Tom Petit", "Zoé Roux"):
        school.pupil(room, name)
    campaign = school.campaign(diallo, room)
    _announces(diallo, campaign.id)
    id_ = draft_of(diallo)
    diallo.taps(pack("b_send", id_))
    batch = step(desk, diallo, id_, backlog=2)
    assert batch is not None
    left, waits = (each.chat_id for each in batch.people)
    desk.turn(lambda tx: _puts(tx, id_, waits))

    diallo.taps(pack("c_delete", campaign.id, 2))

    assert desk.sql("select count(*) from campaign") == [(0,)]
    assert desk.turn(lambda tx: outbox.waiting(tx, 9)) == []
    ends(desk, id_, left, Fate.GONE)
    last = step(desk, diallo, id_)
    assert last is not None
    assert last.progress is not None
    assert (last.progress.ended, last.progress.state) == (True, "stopped")
    assert last.progress.about.name == "parcours supprimé"
    assert counts(desk, id_) == Counts(0, 0, 0, 1, 0, 0, 2)
    assert [each.state for each in last.progress.missed] == ["blocked"]
    assert "parcours supprimé" in read(diallo.taps(pack("b_show", id_)))


def test_a_right_withdrawn_stops_it_at_the_next_step(
    desk: Desk, school: Schooling, diallo: Phone, sent: int
) -> None:
    leaves(desk, diallo, school)
    batch = step(desk, diallo, sent)
    assert batch is not None
    assert batch.people == ()
    assert batch.progress is not None
    assert batch.progress.state == "withdrawn"
    assert counts(desk, sent).cancelled == 3


def test_a_class_taken_away_stops_it_too(desk: Desk, diallo: Phone, sent: int) -> None:
    [(class_id,)] = desk.sql("select id from classroom")
    teacher = person_id(diallo)
    desk.turn(lambda tx: classes.remove_teacher(tx, class_id, teacher))
    batch = step(desk, diallo, sent)
    assert batch is not None
    assert batch.people == ()


def test_tapping_send_again_shows_how_far_it_is(desk: Desk, diallo: Phone, sent: int) -> None:
    assert "Envoi en cours" in read(diallo.taps(pack("b_send", sent)))
    assert counts(desk, sent).total == 3


def test_progress_is_told_every_three_seconds_at_most(desk: Desk, diallo: Phone, sent: int) -> None:
    told = []
    for _ in range(8):
        batch = step(desk, diallo, sent)
        told.append(batch is not None and batch.progress is not None)
        desk.clock.advance(timedelta(seconds=1))
    assert told == [False, False, False, True, False, False, True, False]


# Groups


def test_a_group_is_linked_by_who_asked_there_and_to_a_class_of_theirs(
    desk: Desk, school: Schooling, diallo: Phone
) -> None:
    room = school.classroom(diallo)
    there = Schooling(desk, "Lycée du Port")
    kone = there.teacher("M. Kone")
    foreign = there.classroom(kone)
    calls = _adds_the_bot(diallo)
    assert "je ne réponds qu'aux commandes" in read(calls)
    assert NOT_ALLOWED in read(kone.taps(pack("b_link", GROUP, foreign.id)))
    assert NOT_ALLOWED in read(diallo.taps(pack("b_link", GROUP, foreign.id)))
    assert NOT_ALLOWED in read(diallo.taps(pack("b_link", GROUP - 1, room.id)))
    assert "est relié à la classe" in read(diallo.taps(pack("b_link", GROUP, room.id)))
    assert [each.chat_id for each in desk.turn(lambda tx: groups.of_class(tx, room.id))] == [GROUP]
    assert "n'est relié à aucune classe" in read(diallo.taps(pack("b_link", GROUP, 0)))


def test_the_group_is_switched_on_in_the_preview_itself(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    _adds_the_bot(diallo)
    diallo.taps(pack("b_link", GROUP, room.id))
    diallo.taps(pack("b_class", room.id))
    assert "rien n'y sera écrit" in read(diallo.writes("Bonjour"))
    _, switched = diallo.taps(diallo.button("b_groups"))
    assert switched.method == "editMessageText"
    assert "le message y sera aussi" in read([switched])
    assert "Envoi en cours" in read(diallo.taps(diallo.button("b_send")))


def test_a_group_is_counted_apart_from_pupils(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    people = [*(school.pupil(room, name).chat_id for name in ("Léa Martin", "Tom Petit")), GROUP]
    _adds_the_bot(diallo)
    diallo.taps(pack("b_link", GROUP, room.id))
    diallo.taps(pack("b_class", room.id))
    diallo.writes("Bonjour")
    assert "2 élèves et 1 groupe le recevront" in _plain(diallo.taps(diallo.button("b_groups")))
    id_ = draft_of(diallo)
    diallo.taps(pack("b_send", id_))
    desk.turn(lambda tx: broadcasts.take(tx, id_, 3))
    desk.turn(lambda tx: [broadcasts.ended(tx, id_, chat_id, "sent") for chat_id in people])
    assert "Reçus : 3 sur 3, dont 1 groupe" in _plain(diallo.taps(pack("b_show", id_)))


def test_the_button_of_a_preview_leaves_the_preview_where_it_is(school: Schooling, diallo: Phone) -> None:
    campaign = school.campaign(diallo, school.classroom(diallo), mode="collection")
    diallo.taps(pack("b_new", campaign.id))
    diallo.taps(pack("b_pick", draft_of(diallo), "all"))
    shown = diallo.taps(pack("b_ready", draft_of(diallo)))
    assert "📤 Mme Diallo demande ton profil : rien ne part sans ton accord." in _plain(shown)
    (toast,) = diallo.taps(diallo.button("b_seen"))
    assert toast.method == "answerCallbackQuery"
    assert "Aperçu : c'est ce que verront les élèves" in str(toast.params).replace("\\xa0", " ")


def _plain(calls: list[Any]) -> str:
    return read(calls).replace("\u00a0", " ")


def test_who_left_the_school_links_nothing(desk: Desk, school: Schooling, diallo: Phone) -> None:
    room = school.classroom(diallo)
    _adds_the_bot(diallo)
    leaves(desk, diallo, school)
    assert NOT_ALLOWED in read(diallo.taps(pack("b_link", GROUP, room.id)))


def test_the_bot_explains_itself_again_after_a_day(desk: Desk, diallo: Phone) -> None:
    assert _adds_the_bot(diallo)
    assert not _adds_the_bot(diallo)
    desk.clock.advance(timedelta(days=1))
    assert _adds_the_bot(diallo)


def _announces(phone: Phone, campaign: int) -> None:
    """A message about a campaign is ready to be sent to everybody."""
    phone.taps(pack("b_new", campaign))
    phone.taps(pack("b_pick", draft_of(phone), "all"))
    phone.taps(pack("b_ready", draft_of(phone)))


def _puts(tx: Tx, id_: int, chat_id: int) -> None:
    """The delivery to somebody is in the outbox, not begun."""
    key = broadcasts.dedupe_key(id_, chat_id)
    outbox.put(tx, chat_id, "[]", lane="broadcast", kind="broadcast", due_at=0, dedupe_key=key, once=True)


def _adds_the_bot(phone: Phone) -> list[Any]:
    group = {"private": False, "chat_id": GROUP, "joined": True, "title": "6e B"}
    return phone.does(EventKind.MEMBERSHIP, None, **group)


def _settled(desk: Desk) -> Phone:
    phone = Phone(desk)
    phone.settles()
    return phone


def _other(desk: Desk, school: Schooling, who: str) -> Phone:
    if who == "a pupil":
        return _settled(desk)
    if who == "a colleague":
        return school.teacher("M. Payet")
    there = Schooling(desk, "Lycée du Port")
    return there.teacher("M. Kone", "admin" if who == "their administrator" else "teacher")


def test_a_group_that_moves_to_an_id_which_has_the_same_already_keeps_one(
    desk: Desk, school: Schooling, diallo: Phone, sent: int
) -> None:
    room = school.classroom(diallo)
    campaign, moved = school.campaign(diallo, room), GROUP - 1

    def move(tx: Tx) -> list[Any]:
        for chat_id in (GROUP, moved):
            groups.enter(tx, chat_id, "6e B", None, 1)
            groups.link(tx, chat_id, school.school.id, room.id)
            broadcasts.put_group_message(tx, campaign.id, chat_id, "", 0)
        broadcasts.address_groups(tx, sent, room.id)
        groups.move(tx, GROUP, moved)
        return groups.of_class(tx, room.id)

    assert [each.chat_id for each in desk.turn(move)] == [moved]
    assert desk.sql("select chat_id from campaign_group") == [(moved,)]
    assert desk.sql("select chat_id from broadcast_recipient where chat_id < 0") == [(moved,)]
