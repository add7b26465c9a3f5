"""A pupil enters campaigns: by code, by link, by list; two schools at once."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from bot.content import Kind, render
from bot.store import campaigns
from bot.store.campaigns import Campaign
from bot.store.classes import Classroom
from bot.store.times import to_ms
from bot.transport.callback import pack
from bot.usecases.participation.aims import key_of
from bot.usecases.reminders import plans
from bot.usecases.reminders.plans import Plan
from tests.usecases.desk import Desk, Phone, challenges, read
from tests.usecases.rostering import told
from tests.usecases.schooling import DAY, Schooling, person_id
from tests.usecases.taking import finishes
from tests.views.acceptable import buttons, words

LANDING = "Jamais tes réponses mot à mot"


@pytest.fixture
def tilleuls(desk: Desk) -> Schooling:
    return Schooling(desk, "Collège des Tilleuls", "Indian/Reunion")


@pytest.fixture
def jaures(desk: Desk) -> Schooling:
    return Schooling(desk, "Lycée Jaurès")


@pytest.fixture
def diallo(tilleuls: Schooling) -> Phone:
    return tilleuls.teacher("Mme Diallo")


@pytest.fixture
def sixth(tilleuls: Schooling, diallo: Phone) -> Classroom:
    return tilleuls.classroom(diallo, "6e B")


@pytest.fixture
def zoe(tilleuls: Schooling, sixth: Classroom) -> Phone:
    return tilleuls.pupil(sixth, "Zoé Hoarau")


@pytest.fixture
def rentree(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    return tilleuls.campaign(diallo, sixth, start_words="Prenez votre temps.")


@pytest.fixture
def open_one(tilleuls: Schooling, diallo: Phone) -> Campaign:
    """Anyone with the code may take part."""
    return tilleuls.campaign(diallo, name="Ouvert", open_to_all=1)


def changed(desk: Desk, campaign: Campaign, **columns: int | str | None) -> None:
    """What a teacher does to a campaign."""
    for column, value in columns.items():
        written = "null" if value is None else repr(value)
        desk.sql(f"update campaign set {column} = {written} where id = {campaign.id}")  # noqa: S608  # ours


# Every way in


def ways(code: str) -> list[str]:
    spaced = " ".join(code).lower()
    return [
        code,
        f"{code[:6].lower()}-{code[6:]}",
        spaced,
        f"https://t.me/tremplin_bot?start={code}",
        f"t.me/tremplin_bot?start={code}",
    ]


def test_every_way_of_writing_a_code_leads_to_the_landing_page(zoe: Phone, rentree: Campaign) -> None:
    for text in ways(rentree.code):
        assert "Rentrée" in read(zoe.writes(text)), text
    assert "Rentrée" in read(zoe.commands("start", rentree.code))
    assert "Rentrée" in read(zoe.commands("code", rentree.code.lower()))


def test_a_code_can_be_asked_for(zoe: Phone, rentree: Campaign) -> None:
    zoe.commands("start")
    assert "Quel est ton code" in read(zoe.taps("m_code"))
    assert "6 lettres, puis 3 chiffres" in read(zoe.writes("je ne sais plus"))
    assert "Rentrée" in read(zoe.writes(rentree.code))
    assert "Je n'ai pas compris" in read(zoe.writes("voilà"))  # nothing is awaited any more
    zoe.commands("code")
    assert "Rentrée" in read(zoe.writes(f"https://t.me/tremplin_bot?start={rentree.code}"))


def test_the_landing_page_says_what_is_to_know(zoe: Phone, rentree: Campaign) -> None:
    said = read(zoe.writes(rentree.code))
    for part in (
        "Rentrée",
        "Prenez votre temps.",
        "Mme Diallo · Collège des Tilleuls",
        "8 questions au plus",
        "jusqu'à mardi 22 septembre à 12\u00a0h",  # in the school's zone: the test's clock says 8 h UTC
        "il reste 7 jours",
        "Zoé Hoarau",
        LANDING,
    ):
        assert part in said
    assert zoe.button("m_go") == pack("m_go", rentree.id)


def test_a_result_that_goes_home_is_told_before(desk: Desk, zoe: Phone, rentree: Campaign) -> None:
    home = "Tes responsables verront ton résultat, un jour après toi"
    assert home not in read(zoe.writes(rentree.code))
    assert home not in read(zoe.taps("m_list:0"))
    desk.turn(lambda tx: plans.save(tx, rentree.id, Plan(results_shared=True)))
    assert home in read(zoe.writes(rentree.code))
    assert home in read(zoe.taps("m_list:0"))


def test_a_campaign_of_several_teachers_says_who_sees_the_result(
    zoe: Phone, desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    assert "À la fin, Mme Diallo reçoit ton nom" in read(zoe.writes(rentree.code))
    colleague = person_id(tilleuls.teacher("M. Payet"))
    profiles = tilleuls.campaign(diallo, sixth, mode="collection", target="")
    other = tilleuls.campaign(diallo, sixth)
    for campaign in (rentree, profiles, other):
        desk.turn(partial(campaigns.add_leader, campaign_id=campaign.id, person_id=colleague, now_ms=0))
    everybody = "Mme Diallo et les enseignants qui suivent ce parcours"
    assert f"{everybody} reçoivent ton nom" in read(zoe.writes(rentree.code))
    zoe.taps(zoe.button("m_go"))
    assert "à Mme Diallo et aux enseignants qui suivent ce parcours" in read(finishes(zoe, rentree))
    assert f"{everybody} ne verront ni tes réponses" in read(zoe.writes(profiles.code))
    assert f"{everybody} recevront" in read(zoe.taps(zoe.button("m_go")))
    assert "à Mme Diallo et aux enseignants" in read(zoe.taps(zoe.button("m_send")))
    assert f"{everybody} reçoivent ton nom" in read(zoe.writes(other.code))
    desk.sql(f"update member set withdrawn_at = 1 where person_id = {colleague}")  # noqa: S608  # a number
    assert "Mme Diallo reçoit ton nom" in read(zoe.writes(other.code))


def test_an_exam_says_what_it_is(zoe: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    exam = tilleuls.campaign(diallo, sixth, mode="exam")
    said = read(zoe.writes(exam.code))
    assert "C'est une interro" in said
    assert "ton profil ne change pas" in said


def test_a_newcomer_finds_the_campaign_after_the_first_questions(desk: Desk, open_one: Campaign) -> None:
    for typed in (False, True):
        nour = Phone(desk)
        first = nour.writes(open_one.code) if typed else nour.commands("start", open_one.code)
        assert "Ouvert" not in read(first)
        nour.taps("age:0")
        nour.taps("device:phone")
        assert "Ouvert" in read(nour.taps("grade:2de"))


def test_a_code_typed_among_the_first_questions_is_kept_too(desk: Desk, open_one: Campaign) -> None:
    nour = Phone(desk)
    nour.commands("start")
    nour.taps("role:pupil")
    assert "moins de 15 ans" in read(nour.writes(f"https://t.me/tremplin_bot?start={open_one.code}"))
    nour.taps("age:0")
    nour.taps("device:phone")
    assert "Ouvert" in read(nour.taps("grade:2de"))


def test_the_code_of_a_class_or_its_campaign_tells_the_level(
    desk: Desk, sixth: Classroom, rentree: Campaign
) -> None:
    for code, then in ((sixth.code, "Écris ton prénom"), (rentree.code, "C'est ta classe")):
        nour = Phone(desk)
        nour.writes(code)
        nour.taps("age:0")
        assert then in read(nour.taps("device:phone"))
        person = nour.person()
        assert person is not None
        assert person.grade == "6e"


def test_who_is_no_pupil_says_so_under_the_first_question(desk: Desk, rentree: Campaign) -> None:
    mother = Phone(desk)
    mother.writes(rentree.code)
    assert "Élève, parent ou enseignant" in read(mother.taps(mother.button("who")))
    assert "Ce code est pour les élèves" in read(mother.taps("role:guardian"))


def test_wrong_codes_of_a_newcomer_count_each_once(desk: Desk, rentree: Campaign) -> None:
    nour = Phone(desk)
    for tries in range(1, 11):
        assert "Je ne connais pas ce code" in read(nour.writes("ABCDEF234"))
        assert desk.sql("select tries from wrong_code") == [(tries,)]
    assert "Trop de codes" in read(nour.writes(rentree.code))


def test_a_newcomer_with_a_broken_link_is_welcomed(desk: Desk) -> None:
    said = read(Phone(desk).commands("start", "n_importe-quoi"))
    assert "Je ne connais pas ce code" in said
    assert "Bienvenue" in said


# Every refusal


def test_an_unknown_code(zoe: Phone) -> None:
    assert "Je ne connais pas ce code" in read(zoe.writes("ABCDEF234"))


def test_a_draft_is_unknown(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    changed(desk, rentree, published_at=None)
    assert "Je ne connais pas ce code" in read(zoe.writes(rentree.code))


def slipped(code: str) -> str:
    """Another code, one letter away."""
    return ("B" if code[0] == "A" else "A") + code[1:]


def test_a_slip_of_a_code_of_ones_class_is_guessed(zoe: Phone, rentree: Campaign) -> None:
    said = read(zoe.writes(slipped(rentree.code)))
    assert "Voulais-tu dire" in said
    assert rentree.code in said
    assert LANDING in read(zoe.taps(zoe.button("m_show")))


def test_a_slip_of_any_other_code_is_not(
    zoe: Phone, desk: Desk, open_one: Campaign, rentree: Campaign
) -> None:
    assert "Voulais-tu" not in read(zoe.writes(slipped(open_one.code)))
    changed(desk, rentree, published_at=None)
    assert "Voulais-tu" not in read(zoe.writes(slipped(rentree.code)))


def test_a_code_with_a_letter_too_many_is_guessed_too(zoe: Phone, rentree: Campaign) -> None:
    zoe.commands("code")
    assert "Voulais-tu dire" in read(zoe.writes(rentree.code + "2"))


def test_a_campaign_that_opens_later(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    changed(desk, rentree, opens_at=to_ms(desk.clock.now() + 2 * DAY))
    assert "s'ouvre jeudi 17 septembre à 12\u00a0h" in read(zoe.writes(rentree.code))
    assert "n'est pas encore ouvert" in read(zoe.taps(pack("m_go", rentree.id)))


def test_a_campaign_its_teacher_closed(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    changed(desk, rentree, closed_at=to_ms(desk.clock.now()))
    for said in (read(zoe.writes(rentree.code)), read(zoe.taps(pack("m_go", rentree.id)))):
        assert "Mme Diallo l'a fermé" in said


def test_after_the_deadline_it_is_late_or_refused_kindly(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    desk.clock.advance(8 * DAY)
    assert "ce sera marqué en retard" in read(zoe.writes(rentree.code))
    changed(desk, rentree, late_allowed=0)
    for said in (read(zoe.writes(rentree.code)), read(zoe.taps(pack("m_go", rentree.id)))):
        assert "Il fallait finir mardi 22 septembre à 12\u00a0h au plus tard" in said
        assert "Ce n'est pas grave" in said


def test_the_code_of_another_class(zoe: Phone, tilleuls: Schooling, diallo: Phone) -> None:
    other = tilleuls.campaign(diallo, tilleuls.classroom(diallo, "6e C"), name="Secret")
    said = read(zoe.writes(other.code))
    assert "pour une autre classe" in said
    assert "ta classe a peut-être le sien" in said
    assert "Secret" not in said


def test_the_code_of_another_school(zoe: Phone, lea: Phone, jaures: Schooling) -> None:
    petit = jaures.teacher("M. Petit")
    theirs = jaures.campaign(petit, jaures.classroom(petit, "2de 4"), name="Secret")
    for somebody in (zoe, lea):  # in a class of the other school, and in none
        said = read(somebody.writes(theirs.code))
        assert "Ce parcours est pour 2de 4. C'est ta classe" in said
        assert not any(secret in said for secret in ("Secret", "Petit"))
        assert "pour une autre classe" in read(somebody.taps("m_not_mine"))


def test_the_code_of_a_campaign_leads_into_its_class_and_on(
    lea: Phone, tilleuls: Schooling, sixth: Classroom, rentree: Campaign
) -> None:
    line = tilleuls.enrols(sixth, "Léa Martin")
    lea.writes(rentree.code)
    assert "Touche ton nom" in read(lea.taps(lea.button("k_names")))
    assert "Tu es Léa M., en 6e B" in read(lea.taps(lea.button("k_pick")))
    said = read(lea.taps(pack("k_take", rentree.code, line.id)))
    assert "Bienvenue dans 6e B, Léa Martin" in said
    assert LANDING in said
    assert "Question 1" in read(lea.taps(lea.button("m_go")))
    assert "Tu es bien dans 6e B" in read(lea.taps(pack("k_take", rentree.code, line.id)))


def test_a_campaign_of_several_classes_asks_which(
    lea: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    fifth, away = tilleuls.classroom(diallo, "5e A"), tilleuls.classroom(diallo, "4e D")
    both = tilleuls.campaign(diallo, sixth, fifth)
    tilleuls.enrols(sixth, "Zoé Hoarau")
    tilleuls.enrols(fifth, "Léa Martin")
    hidden = tilleuls.enrols(away, "Hugo Petit")
    assert "Quelle est ta classe" in read(lea.writes(both.code))
    assert "5e A" in read(lea.taps(pack("k_names", both.code, 0, fifth.id)))
    for forged in (pack("k_names", both.code, 0, away.id), pack("k_names", both.code, 0),
                   pack("k_take", both.code, hidden.id)):  # fmt: skip
        assert "ne marche plus" in read(lea.taps(forged))
    lea.taps(lea.button("k_pick"))
    assert LANDING in read(lea.taps(lea.button("k_take")))


def test_a_campaign_open_to_all_shows_no_names(
    lea: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom
) -> None:
    tilleuls.enrols(sixth, "Zoé Hoarau")
    public = tilleuls.campaign(diallo, sixth, open_to_all=1)
    assert LANDING in read(lea.writes(public.code))
    assert "ne marche plus" in read(lea.taps(pack("k_names", public.code, 0, sixth.id)))


def test_a_draft_opens_no_class(lea: Phone, desk: Desk, sixth: Classroom, rentree: Campaign) -> None:
    changed(desk, rentree, published_at=None)
    assert "ne marche plus" in read(lea.taps(pack("k_names", rentree.code, 0, sixth.id)))
    assert desk.sql("select tries from wrong_code") == [(1,)]


def test_who_is_not_in_the_list_of_the_class_asks_and_finds_the_campaign(
    lea: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    tilleuls.enrols(sixth, "Zoé Hoarau")
    lea.writes(rentree.code)
    lea.taps(lea.button("k_names"))
    assert "Écris ton prénom" in read(lea.taps(lea.button("k_not_listed")))
    assert "Touche ton nom" in read(lea.taps(lea.button("k_names")))
    lea.taps(lea.button("k_not_listed"))
    lea.writes("Léa Martin")
    told(diallo)
    diallo.taps(diallo.button("k_accept"))
    (welcome,) = told(lea)
    assert buttons(welcome)[0] == pack("m_show", rentree.id)
    assert LANDING in read(lea.taps(lea.button("m_show")))


def test_the_code_of_a_campaign_is_not_for_parents(desk: Desk, rentree: Campaign) -> None:
    mother = Phone(desk)
    mother.settles(role="guardian")
    said = read(mother.writes(rentree.code))
    assert "Ce code est pour les élèves" in said
    assert "QR code de la lettre à la famille" in said
    assert "6e B" not in said


def test_the_code_of_a_class_leads_to_joining_it(lea: Phone, tilleuls: Schooling, sixth: Classroom) -> None:
    tilleuls.enrols(sixth, "Léa Martin")
    said = read(lea.writes(sixth.code))
    assert "6e B" in said


def test_a_right_code_works_but_does_not_forget_the_wrong_ones(zoe: Phone, rentree: Campaign) -> None:
    for _ in range(9):
        zoe.writes("ABCDEF234")
    assert "Rentrée" in read(zoe.writes(rentree.code))
    zoe.writes("ABCDEF234")
    assert "Trop de codes" in read(zoe.writes(rentree.code))


# Rights


def test_forged_buttons_open_nothing(lea: Phone, zoe: Phone, rentree: Campaign, open_one: Campaign) -> None:
    for campaign in (rentree, open_one):
        for action in ("m_show", "m_go", "m_name", "m_send"):
            for data in (pack(action, campaign.id), pack(action, campaign.id, "ABCDEF234")):
                assert "pas accès" in _toast(lea, data), data
    for data in (pack("m_go", rentree.id, rentree.code), pack("m_show", 12345), pack("m_go", 0)):
        assert "pas accès" in _toast(lea, data), data
    for data in ("m_go", "m_show:zz:ABCDEF234", "m_list:-1", "m_result:1", "m_go:!"):
        assert _toast(lea, data), data


def test_a_draft_is_not_opened_by_a_button(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    changed(desk, rentree, published_at=None)
    assert "pas accès" in _toast(zoe, pack("m_go", rentree.id))


def _toast(phone: Phone, data: str) -> str:
    return str(phone.taps(data)[0].params.get("text", ""))


def test_a_teacher_of_the_campaign_sees_what_pupils_see(diallo: Phone, rentree: Campaign, desk: Desk) -> None:
    for _ in range(2):
        said = read(diallo.writes(rentree.code))
        assert "Aperçu" in said
        assert "Rentrée" in said
        changed(desk, rentree, published_at=None)  # a draft too
    assert "m_go" not in [data.split(":")[0] for _, data in diallo.shown]
    assert "pas accès" in _toast(diallo, pack("m_go", rentree.id))


def test_a_teacher_of_another_school_is_told_whom_the_code_is_for(
    jaures: Schooling, rentree: Campaign
) -> None:
    said = read(jaures.teacher("M. Petit").writes(rentree.code))
    assert "Ce code est pour les élèves" in said
    assert "Rentrée" not in said


# A question on screen


@pytest.fixture
def asked(zoe: Phone) -> Iterator[Phone]:
    """Zoé has a question on screen to be answered by typing."""
    typed = next(c for c in challenges() if c.kind is Kind.TEXT and not render(c, 0).seconds)
    zoe.taps("begin:4.1")
    zoe.is_asked(typed, "4.1")
    yield zoe


def test_a_code_typed_under_a_question_spends_no_attempt(asked: Phone, rentree: Campaign) -> None:
    assert LANDING in read(asked.writes(rentree.code.lower()))
    assert asked.answers() == []
    assert LANDING in read(asked.writes(f"https://t.me/tremplin_bot?start={rentree.code}"))
    assert asked.answers() == []
    asked.answers_one("4.1")
    assert [answer.verdict for answer in asked.answers()] == ["right"]


def test_who_wants_to_stop_under_a_number_is_shown_how(zoe: Phone) -> None:
    number = next(c for c in challenges() if c.kind is Kind.NUMBER and not render(c, 0).seconds)
    zoe.taps("begin:4.1")
    zoe.is_asked(number, "4.1")
    assert "touche ⏸ Pause" in read(zoe.writes("Je veux arrêter"))
    assert "touche ⏸ Pause" not in read(zoe.writes("beaucoup"))
    assert zoe.answers() == []


def test_the_picture_of_an_answered_question_comes_again(zoe: Phone) -> None:
    drawn = next(c for c in challenges() if render(c, 0).picture)
    zoe.taps("begin:4.1")
    zoe.is_asked(drawn, "4.1")
    zoe.answers_one("4.1", right=False)
    (given,) = zoe.answers()
    assert "Revoir l'image" in str(zoe.taps(pack("detail", "4.1", given.assessment_id, 1)))
    (photo,) = [call for call in zoe.taps(zoe.button("look")) if call.file]
    assert photo.file is not None
    assert photo.file.args == [drawn.id, 0]


def test_what_only_looks_like_a_code_is_the_answer(asked: Phone, desk: Desk) -> None:
    asked.writes("ABCDEF234")
    assert [answer.verdict for answer in asked.answers()] == ["wrong"]
    assert desk.sql("select tries from wrong_code") == [(1,)]  # else questions would be a way to guess


def test_under_a_question_nothing_is_looked_up_while_one_waits(asked: Phone, rentree: Campaign) -> None:
    desk = asked.desk
    now = to_ms(desk.clock.now())
    desk.sql(f"insert into wrong_code values ({asked.chat_id}, 12, {now})")  # noqa: S608  # ours
    asked.writes(rentree.code)
    assert [answer.verdict for answer in asked.answers()] == ["wrong"]


# Names


def test_who_is_in_no_roster_gives_a_name_once(lea: Phone, open_one: Campaign) -> None:
    lea.writes(open_one.code)
    assert "Sous quel nom" in read(lea.taps(pack("m_go", open_one.id, open_one.code)))
    for refused in ("   ", "42", "x" * 41):
        assert "40 au plus" in read(lea.writes(refused))
    assert "Ouvert" in read(lea.writes(open_one.code))  # the code again rather than a name


def test_the_name_is_what_the_teacher_reads(lea: Phone, desk: Desk, open_one: Campaign) -> None:
    lea.writes(open_one.code)
    lea.taps(lea.button("m_go"))
    assert "Question 1" in read(lea.writes(" Léa\u202e  <b>M. "))
    assert desk.sql("select name, pupil_id from participation") == [("Léa <b>M.", None)]
    assert lea.desk.sql("select 1 from dialog") == []


def test_who_is_in_the_roster_is_not_asked(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    zoe.writes(rentree.code)
    assert "Question 1" in read(zoe.taps(zoe.button("m_go")))
    ((name, pupil_id),) = desk.sql("select name, pupil_id from participation")
    assert name == "Zoé Hoarau"
    assert pupil_id is not None


def test_the_campaign_closes_while_the_name_is_asked(lea: Phone, desk: Desk, open_one: Campaign) -> None:
    lea.writes(open_one.code)
    lea.taps(lea.button("m_go"))
    changed(desk, open_one, closed_at=1)
    assert "l'a fermé" in read(lea.writes("Léa"))
    assert desk.sql("select 1 from participation") == []


# From «Commencer» to «Recommencer»


def test_a_campaign_that_runs_is_gone_on_with(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    zoe.writes(rentree.code)
    zoe.taps(zoe.button("m_go"))
    zoe.answers_one(key_of(rentree))
    assert "Question 2" in read(zoe.commands("start"))
    desk.clock.advance(timedelta(minutes=5))
    said = read(zoe.writes(rentree.code))
    assert "1 question faite sur 8 au plus" in said
    assert "Question 2" in read(zoe.taps(zoe.button("m_go")))
    assert "⏸ Rentrée" in read(zoe.commands("parcours"))


def test_a_campaign_is_done_then_done_again(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    zoe.writes(rentree.code)
    zoe.taps(zoe.button("m_go"))
    finishes(zoe, rentree, right=1)
    said = read(zoe.writes(rentree.code))
    assert "tu l'as déjà fait" in said
    assert "recommencer dans 4 jours" in said
    assert "🏁 Rentrée" in read(zoe.taps(zoe.button("m_result")))
    assert "déjà réussi ne sera plus demandé" in read(zoe.taps(zoe.button("m_result")))
    answers = read(zoe.taps(zoe.button("answers")))
    assert "1." in answers
    assert "2 justes sur 5" in answers
    assert "Tes parcours" in read(zoe.taps(zoe.button("m_mine")))
    desk.clock.advance(4 * DAY)
    zoe.writes(rentree.code)
    assert "Question 1" in read(zoe.taps(zoe.button("m_go")))
    finishes(zoe, rentree, right=4)
    first, second = (mastery for (mastery,) in desk.sql("select mastery from participation order by attempt"))
    said = read(zoe.writes(rentree.code))
    assert second > first
    assert f"Le meilleur\u00a0: {second}" in said
    assert f"{first}\u202f%" in said.replace(" %", "\u202f%")


def test_nobody_sees_the_result_of_another(
    zoe: Phone, lea: Phone, tilleuls: Schooling, rentree: Campaign
) -> None:
    done = tilleuls.has_done(zoe, rentree, "{}", 60)
    assert "ne compte plus" in _toast(lea, pack("m_result", done))


def test_done_late_is_marked(zoe: Phone, desk: Desk, rentree: Campaign) -> None:
    desk.clock.advance(8 * DAY)
    zoe.writes(rentree.code)
    zoe.taps(zoe.button("m_go"))
    finishes(zoe, rentree)
    assert "(en retard)" in read(zoe.writes(rentree.code))
    assert "(en retard)" in read(zoe.commands("parcours"))


def test_several_campaigns_at_a_time(
    zoe: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    exam = tilleuls.campaign(diallo, sixth, name="Interro", mode="exam")
    for campaign in (rentree, exam, rentree, exam):
        zoe.writes(campaign.code)
        assert "Question" in read(zoe.taps(zoe.button("m_go")))
        zoe.answers_one(key_of(campaign))
        zoe.desk.clock.advance(timedelta(minutes=5))
    for campaign in (rentree, exam):
        assert zoe.state(key_of(campaign)).step == 2


# Mes parcours


def test_my_campaigns_are_listed_by_what_is_to_do(
    zoe: Phone, desk: Desk, tilleuls: Schooling, diallo: Phone, sixth: Classroom, rentree: Campaign
) -> None:
    soon = tilleuls.campaign(diallo, sixth, name="Vite", deadline_at=to_ms(desk.clock.now() + DAY))
    tilleuls.campaign(diallo, sixth, name="Plus tard", opens_at=to_ms(desk.clock.now() + DAY))
    tilleuls.campaign(diallo, sixth, name="Clos", closed_at=1)
    tilleuls.campaign(diallo, sixth, name="Brouillon", published_at=None)
    tilleuls.campaign(diallo, tilleuls.classroom(diallo, "6e C"), name="Ailleurs")
    done = tilleuls.campaign(diallo, sixth, name="Fait")
    tilleuls.has_done(zoe, done, "{}", 80)
    (call,) = zoe.commands("parcours")
    said = words(call)
    assert said.index("Vite") < said.index("Rentrée") < said.index("Fait")
    assert "Fait : 80" in said.replace("\u00a0", " ")
    assert not any(name in said for name in ("Plus tard", "Clos", "Brouillon", "Ailleurs"))
    assert buttons(call)[0] == pack("m_show", soon.id)
    (home,) = [c for c in zoe.commands("start") if "reply_markup" in c.params]
    labels = [b["text"] for row in home.params["reply_markup"]["inline_keyboard"] for b in row]
    assert "🎒 Mes parcours (2)" in labels


def test_many_campaigns_are_paged(zoe: Phone, tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> None:
    for number in range(18):
        tilleuls.campaign(diallo, sixth, name=f"Parcours {number:02}")
    first = zoe.commands("parcours")
    assert "(1 / 3)" in read(first)
    last = read(zoe.taps("m_list:2"))
    assert "Parcours 17" in last
    assert "(3 / 3)" in read(zoe.taps("m_list:99"))


# What is done


def test_a_campaign_already_done_says_when_it_can_be_done_again(
    zoe: Phone, desk: Desk, tilleuls: Schooling, rentree: Campaign
) -> None:
    tilleuls.has_done(zoe, rentree, "{}", 60)
    said = read(zoe.writes(rentree.code))
    assert "tu l'as déjà fait" in said
    assert "recommencer dans 4 jours" in said
    assert "déjà fait" in read(zoe.taps(pack("m_go", rentree.id)))  # a forged «Recommencer»
    desk.clock.advance(4 * DAY - timedelta(minutes=30))
    assert "dans 1 heure" in read(zoe.writes(rentree.code))
    desk.clock.advance(timedelta(minutes=30))
    assert "Tu peux recommencer" in read(zoe.writes(rentree.code))
    changed(desk, rentree, retries=0)
    assert "une seule fois" in read(zoe.writes(rentree.code))


# Sending one's profile


@pytest.fixture
def collection(tilleuls: Schooling, diallo: Phone, sixth: Classroom) -> Campaign:
    return tilleuls.campaign(diallo, sixth, name="Profils", mode="collection", target="", late_allowed=0)


def test_a_profile_is_sent_by_consent_and_can_be_again(zoe: Phone, desk: Desk, collection: Campaign) -> None:
    said = read(zoe.writes(collection.code))
    assert "tes 16 niveaux et ton total, rien d'autre" in said
    assert "tu as 0 compétence sur 16" in said
    assert zoe.button("domains")  # a way to have more
    assert "Sans ton accord, rien ne part" in read(zoe.taps(zoe.button("m_go")))
    assert desk.sql("select 1 from participation") == []
    assert "Ton profil est envoyé" in read(zoe.taps(zoe.button("m_send")))
    kept = desk.sql("select name, mastery, late, json_extract(result, '$.pix') from participation")
    assert kept == [("Zoé Hoarau", None, 0, 0)]
    zoe.finishes("4.1")
    assert "Ton profil a changé" in read(zoe.writes(collection.code))
    zoe.taps(zoe.button("m_go"))
    assert "Il remplace l'ancien" in read(zoe.taps(zoe.button("m_send")))
    ((pix, level),) = desk.sql(
        "select json_extract(result, '$.pix'), json_extract(result, '$.levels.\"4.1\"') from participation"
    )
    assert pix > 0
    assert level > 0
    desk.clock.advance(8 * DAY)
    assert "Ton profil a changé" not in read(zoe.writes(collection.code))
    assert "Ton profil est envoyé" not in read(zoe.taps(pack("m_send", collection.id)))


def test_who_comes_with_the_code_alone_names_themselves_before_sending(
    lea: Phone, desk: Desk, tilleuls: Schooling, diallo: Phone
) -> None:
    collection = tilleuls.campaign(diallo, name="Profils", mode="collection", target="", open_to_all=1)
    lea.writes(collection.code)
    assert "Sous quel nom" in read(lea.taps(lea.button("m_go")))
    assert "au nom de Léa Martin" in read(lea.writes("  Léa\u0000   Martin\n"))
    assert "Ton profil est envoyé" in read(lea.taps(lea.button("m_send")))
    assert desk.sql("select name, sent_at is not null from participation") == [("Léa Martin", 1)]
    other = tilleuls.campaign(diallo, name="Encore", mode="collection", target="", open_to_all=1)
    lea.writes(other.code)
    lea.taps(lea.button("m_go"))
    assert "au nom de Léa Martin" in read(lea.taps(pack("m_name", other.id, other.code)))


# On the home menu


def test_what_was_begun_is_first_at_home(zoe: Phone, rentree: Campaign) -> None:
    said = read(zoe.taps("home"))
    assert "1 parcours t'attend" in said
    zoe.taps(pack("m_go", rentree.id))
    *_, home = zoe.taps("start")
    assert buttons(home)[0] == pack("m_go", rentree.id)
    assert "En cours\u00a0: Rentrée." in words(home)
    assert "Choisis une compétence" not in words(home)
