"""What schools keep about somebody: all of it is in the copy, none of it outlives /supprimer."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from bot.store import campaigns, classes
from bot.store.privacy import SECTIONS
from bot.store.queries import Dialect, Statements
from tests.usecases.desk import Desk, Phone, read
from tests.usecases.posting import Postman
from tests.usecases.reading_letters import adult, follows
from tests.usecases.schooling import Schooling, person_id

# One row wherever a table knows a person, `:me` everywhere.
EVERYWHERE = """
update person set came_for = 'ABCDEF234' where id = :me;
insert into person (id, chat_id, role, created_at) values (777, 777, 'teacher', 0);
insert into school (id, name, zone, level, created_at)
values (1, 'Lycée Senghor', 'Europe/Paris', 'lycee', 0);
insert into operator (person_id, since) values (:me, 1000);
insert into member (person_id, school_id, role, name, since, chosen_at)
values (:me, 1, 'admin', 'Mme Moi', 2000, 0);
insert into invitation (selector, secret, school_id, role, made_by, created_at, expires_at)
values ('made', 'x', 1, 'teacher', :me, 3000, 4000);
insert into invitation (selector, secret, school_id, role, made_by, created_at, expires_at, used_by, used_at)
values ('used', 'x', 1, 'teacher', 777, 0, 1, :me, 5000);
insert into classroom (id, school_id, name, level, code, created_at) values (2, 1, '2de 1', '2de', 'C', 0);
insert into class_teacher (person_id, class_id, since) values (:me, 2, 6000);
insert into pupil (class_id, id, family_name, given_name, key, person_id, joined_at, selector, secret,
                   guardian_selector, guardian_secret, added_at)
values (2, 3, 'Hoarau', 'Moi', 'k', :me, 7000, 's', 'x', 'g', 'x', 0);
insert into join_request (person_id, class_id, name, asked_at) values (:me, 2, 'Moi H.', 8000);
insert into guardian (person_id, pupil_id, since) values (:me, 3, 9000);
insert into campaign (id, school_id, code, name, target, mode, open_to_all, late_allowed, retries,
                      start_words, end_words, teacher, created_at)
values (4, 1, 'D', 'Rentrée', '', 'training', 0, 0, 0, '', '', 'Mme Moi', 0);
insert into campaign_teacher (person_id, campaign_id, since) values (:me, 4, 10000);
insert into participation (person_id, id, campaign_id, pupil_id, name, attempt, started_at, mastery, result,
                           shared_at)
values (:me, 5, 4, 3, 'Moi Hoarau', 1, 11000, 60, '{"right": 3}', 16000);
insert into nudge (person_id, campaign_id, at) values (:me, 4, 12000);
insert into broadcast (id, school_id, made_by, words, audience, state, created_at)
values (6, 1, :me, 'Bonjour', '{}', 'done', 13000);
insert into broadcast (id, school_id, made_by, words, audience, state, created_at)
values (7, 1, 777, 'Bonsoir', '{}', 'done', 0);
insert into broadcast_recipient (broadcast_id, chat_id, person_id, name, state)
values (7, 8, :me, 'Moi', 'sent');
insert into class_group (chat_id, title, asked_by, added_at) values (-9, '2de 1', :me, 15000);
insert into notice (person_id, id, kind, key, school_id, campaign_id, pupil_id, due_at)
values (:me, 9, 'reminder', 'reminder:4:1970-01-01', 1, 4, 3, 17000);
insert into notice (person_id, id, kind, key, school_id, child_id, due_at, ended_at, fate)
values (777, 10, 'week', 'week:1:1970-01-01', 1, :me, 18000, 19000, 'sent');
insert into preference (person_id, hours, stopped_at) values (:me, '{"opens": 420}', 20000);
insert into muted (person_id, campaign_id, since) values (:me, 4, 21000);
insert into guardian_invitation (selector, secret, child_id, created_at, expires_at)
values ('mine', 'x', :me, 22000, 23000);
insert into guardian_invitation (selector, secret, child_id, created_at, expires_at, used_by, used_at)
values ('theirs', 'x', 777, 0, 1, :me, 24000);
insert into follower (person_id, child_id, since) values (777, :me, 25000);
insert into follower (person_id, child_id, since) values (:me, 777, 26000);
insert into sitting (id, school_id, code, staff_code, rules, starts_at, room, minutes, organiser, created_at,
                     announced_at)
values (11, 1, 'S', 'T', 'adaptive', 27000, 'CDI', 105, 'Mme Moi', 0, 1);
insert into sitting_staff (person_id, sitting_id, role, since) values (:me, 11, 'organiser', 28000);
insert into sitting_board (person_id, sitting_id, message_id, page, digest, shown_at)
values (:me, 11, 1, 0, '', 29000);
insert into sitting_alert (person_id, sitting_id, about, message_id) values (:me, 11, 13, 1);
insert into candidate (sitting_id, id, pupil_id, person_id, started_at, opening, comment, result,
                       published_at)
values (11, 12, 3, :me, 30000, '{"levels": {}}', 'Bravo', '{"total": 8}', 32000);
insert into entry_request (person_id, sitting_id, candidate_id, asked_at) values (:me, 11, 12, 31000);
insert into incident (sitting_id, id, candidate_id, kind, words, at, decided_at, decision, decided_by)
values (11, 13, 12, 'conduct', 'Parle', 31000, 31500, 'noted', :me);
insert into ruling (candidate_id, id, kind, words, at, made_by)
values (12, 14, 'commented', 'Très bien', 31800, :me);
insert into certificate (person_id, id, code, candidate_id, name, document, issued_at, valid_until)
values (:me, 15, 'P-ACDEFHJK', 12, 'hoarau moi', '{"total": 8}', 32000, 33000);
insert into dialog (person_id, kind, about) values (:me, 's_rename', '{"school": 1}');
insert into wrong_code (chat_id, tries, last_at) values (:chat, 3, 14000);
"""


@pytest.fixture
def me(desk: Desk) -> Phone:
    """Somebody whom every table knows, who has answered questions and begun more."""
    phone = Phone(desk)
    phone.settles()
    phone.finishes("4.1", right=False)
    phone.taps(phone.button("report"))
    phone.taps(phone.button("reason"))
    mine = str(person_id(phone))
    for statement in EVERYWHERE.replace(":me", mine).replace(":chat", str(phone.chat_id)).split(";\n"):
        desk.sql(statement)
    return phone


def tables(desk: Desk) -> list[str]:
    return [row[0] for row in desk.sql("select name from sqlite_master where type = 'table'")]


def known_by(desk: Desk) -> set[tuple[str, str]]:
    """Every (table, column) that refers to a person."""
    return {
        (table, row[3])
        for table in tables(desk)
        for row in desk.sql(f"pragma foreign_key_list({table})")
        if row[2] == "person"
    }


def holding(desk: Desk, value: int) -> set[tuple[str, str]]:
    """Every (table, column) in which this number stands somewhere."""
    return {
        (table, column[1])
        for table in tables(desk)
        for column in desk.sql(f"pragma table_info({table})")
        if desk.sql(f'select 1 from {table} where "{column[1]}" = {value}')  # noqa: S608  # our own names
    }


def copy(phone: Phone) -> dict[str, Any]:
    """The document that /mesdonnees sends."""
    (call,) = phone.commands("mesdonnees")
    assert call.file is not None
    document: dict[str, Any] = json.loads(call.file.args[1])
    return document


def test_the_copy_has_a_section_for_every_table_that_knows_a_person(desk: Desk) -> None:
    statements = Statements(Dialect.SQLITE)
    read = {
        table
        for section in SECTIONS
        for table in re.findall(r"\b(?:from|join) (\w+)", statements[section.statement])
    }
    told_by_practice = {"practice", "assessment", "answer", "tutorial", "report"}
    assert {table for table, _ in known_by(desk)} <= read | told_by_practice


def test_everything_that_schools_keep_is_in_the_copy(me: Phone) -> None:
    told = copy(me)
    assert told["personne"]["venu_par"] == "ABCDEF234"
    assert {section.name for section in SECTIONS} <= told.keys()
    assert told["établissements"] == [
        {
            "établissement": "Lycée Senghor",
            "rôle": "admin",
            "nom": "Mme Moi",
            "depuis": "1970-01-01T00:00:02+00:00",
            "retiré": None,
        }
    ]
    (attempt,) = told["parcours"]
    assert (attempt["numéro"], attempt["maîtrise"], attempt["résultat"]) == ("5", 60, {"right": 3})
    assert told["rappels"] == [
        {
            "établissement": "Lycée Senghor",
            "sujet": "reminder",
            "parcours": "Rentrée",
            "à_dire": "1970-01-01T00:00:17+00:00",
            "fin": None,
            "issue": None,
        },
    ]
    assert told["rappels_aux_responsables"] == [
        {"sujet": "week", "parcours": None, "le": "1970-01-01T00:00:00+00:00"}
    ]
    assert told["question_en_cours"] == [{"question": "s_rename", "contexte": {"school": 1}}]
    assert "secret" not in json.dumps(told)


def test_the_copy_of_who_is_in_no_school_says_nothing_of_schools(lea: Phone) -> None:
    assert not {section.name for section in SECTIONS} & copy(lea).keys()


def test_the_copy_says_nothing_of_others(desk: Desk, lea: Phone) -> None:
    school = Schooling(desk)
    diallo = school.teacher()
    room = school.classroom(diallo)
    school.pupil(room, "Yanis Payet")
    school.enrols(room, "Léa Martin", lea)
    told = json.dumps(copy(lea), ensure_ascii=False)
    assert "Martin" in told
    assert "Payet" not in told
    assert "Diallo" not in told


def test_a_pupil_s_copy_tells_that_guardians_were_told_not_what_they_chose(desk: Desk) -> None:
    school = Schooling(desk)
    diallo = school.teacher()
    room = school.classroom(diallo)
    lea = Phone(desk)
    lea.settles()
    line = school.enrols(room, "Léa Martin", lea)
    made = school.campaign(diallo, room)
    mother, father = adult(desk), adult(desk)
    follows(mother, line)
    follows(father, lea)
    father.commands("stop")
    postman = Postman(desk)
    postman.plans(made)
    postman.until(desk.clock.now() + timedelta(hours=9))
    assert "Rentrée" in postman.reaches(mother)
    told = copy(lea)
    assert told["rappels_aux_responsables"] == [
        {"sujet": "opening", "parcours": "Rentrée", "le": "2026-09-15T00:00:00+00:00"}
    ]
    assert [each["sujet"] for each in told["rappels"]] == ["reminder"]  # her own
    assert "stopped" not in str(told)


def test_what_the_jury_writes_is_in_the_copy_once_it_is_published(desk: Desk, me: Phone) -> None:
    published = copy(me)
    assert published["certifications_blanches"][0]["résultat"] == {"total": 8}
    assert "Bravo" not in str(published)  # written since, and not published yet
    assert [each["décision"] for each in published["décisions_du_jury"]] == ["commented"]
    desk.sql("update candidate set result = null, published_at = null")
    before = copy(me)
    assert before["certifications_blanches"][0]["résultat"] is None
    assert "décisions_du_jury" not in before


def test_a_guardian_s_copy_has_the_given_name_that_they_know(desk: Desk) -> None:
    school = Schooling(desk)
    room = school.classroom(school.teacher())
    lea = Phone(desk)
    lea.settles()
    before = school.enrols(room, "Agathe Martin", lea)  # a line that the account has left
    desk.turn(lambda tx: classes.set_aside(tx, before.id, 1))
    line = school.enrols(room, "Léa Martin", lea)
    mother = adult(desk)
    follows(mother, line)
    follows(mother, lea)
    told = copy(mother)
    assert [each["prénom"] for each in (*told["enfants_suivis"], *told["élèves_suivis"])] == ["Léa", "Léa"]
    assert "Martin" not in str(told)


def test_nothing_outlives_the_wish_to_be_erased(desk: Desk, me: Phone) -> None:
    mine = person_id(me)
    everywhere = known_by(desk)
    assert holding(desk, mine) == everywhere | {("person", "id")}  # the fixture forgets no table
    me.erases()
    assert holding(desk, mine) == set()
    assert desk.sql("select given_name, person_id, joined_at from pupil") == [("Moi", None, None)]
    assert desk.sql("select selector, used_by is null, used_at from invitation") == [("used", 1, 5000)]
    assert desk.sql("select words, made_by is null from broadcast order by id") == [
        ("Bonjour", 1),
        ("Bonsoir", 0),
    ]
    assert desk.sql("select title, asked_by from class_group") == [("2de 1", None)]
    assert desk.sql("select selector, used_by is null, used_at from guardian_invitation") == [
        ("theirs", 1, 24000)
    ]
    assert desk.sql("select count(*) from person where id = 777") == [(1,)]
    assert desk.sql("select started_at, opening, comment, result from candidate") == [(30000, None, "", None)]
    assert desk.sql("select kind, words from incident") == [("conduct", "")]
    assert desk.sql("select kind, words from ruling") == [("commented", "")]
    assert desk.sql("select organiser from sitting") == [("L'équipe enseignante",)]


def test_campaigns_of_who_is_erased_are_signed_by_a_colleague(desk: Desk) -> None:
    school = Schooling(desk)
    diallo, payet, other = (school.teacher(name) for name in ("Mme Diallo", "M. Payet", "Mme Roux"))
    shared, alone = school.campaign(diallo), school.campaign(diallo)
    of_payet = school.campaign(payet)
    desk.sql(f"update campaign set teacher = 'M. Payet' where id = {of_payet.id}")  # noqa: S608  # ours
    colleague = person_id(other)
    desk.turn(lambda tx: campaigns.add_leader(tx, shared.id, colleague, 0))

    diallo.erases()

    signed = dict(desk.sql("select id, teacher from campaign"))
    assert signed == {shared.id: "Mme Roux", alone.id: "L'équipe enseignante", of_payet.id: "M. Payet"}


def test_erasing_counts_only_once_both_questions_were_asked(desk: Desk, lea: Phone) -> None:
    assert "Tout effacer" in read(lea.taps("erase:2"))  # made up: it is asked from the beginning
    assert "Vraiment sûr" in read(lea.taps("erase:2"))
    desk.clock.advance(timedelta(minutes=11))
    assert "Tout effacer" in read(lea.taps("erase:2"))
    assert lea.person() is not None
    lea.erases()
    assert lea.person() is None


BY_CHAT = {
    ("person", "chat_id"),
    ("outbox", "chat_id"),  # `people.erase` empties both
    ("quarantine", "chat_id"),
    ("inbox", "chat_id"),  # two days: a redelivery of the tap that erased must not make a new person
    ("wrong_code", "chat_id"),  # a day: erasing oneself must not be a way to go on guessing
    ("broadcast_recipient", "chat_id"),  # goes with its person
    ("class_group", "chat_id"),  # groups
    ("campaign_group", "chat_id"),
}
"""Every column that holds the id of a chat, and what becomes of it."""


def test_what_is_kept_by_chat_is_told_here_with_its_reason(desk: Desk, me: Phone) -> None:
    columns = {(table, row[1]) for table in tables(desk) for row in desk.sql(f"pragma table_info({table})")}
    assert {each for each in columns if each[1].startswith("chat")} == BY_CHAT
    me.erases()
    kept = {table for table, _ in holding(desk, me.chat_id)}
    assert kept == {"inbox", "wrong_code"}


def test_no_column_names_a_person_without_saying_so(desk: Desk) -> None:
    """What is not a foreign key would outlive the person."""
    told = known_by(desk)
    columns = {(table, row[1]) for table in tables(desk) for row in desk.sql(f"pragma table_info({table})")}
    naming = {each for each in columns if each[1] in ("person_id", "child_id") or each[1].endswith("_by")}
    assert naming == told
