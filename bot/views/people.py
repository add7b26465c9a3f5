"""First steps, settings, tutorials, reports, one's own data, and fixed pages."""

from markupsafe import Markup

from bot.transport.calls import Call, FileRef
from bot.transport.commands import Audience, commands_for, menu_of
from bot.usecases.outcomes import (
    EraseAsked,
    Erased,
    Hello,
    MyData,
    Page,
    ReportAsked,
    ReportsShown,
    RoleChosen,
    SettingsShown,
    StepRef,
    TutorialShown,
    TutorialsShown,
    Welcome,
)
from bot.usecases.reports import REASONS
from bot.views.fitting import excess
from bot.views.keyboards import Button, button, keyboard, step_button
from bot.views.menus import CHILDREN, HOME, HOME_BELOW, INVITE, TEACHING
from bot.views.showing import CAPTION_LIMIT, Showing

# The pages with a button to home: in their place, or below what must stay readable.
WAYS_ON = dict.fromkeys(("help", "privacy"), HOME) | dict.fromkeys(
    ("unknown", "unknown_command", "welcome_word", "file", "edited", "reported", "closed"), HOME_BELOW
)
CHOICES: dict[str, list[list[Button]]] = {
    "role": [
        [button("🎒 Je suis élève", "role", "pupil")],
        [button("👪 Je suis parent", "role", "guardian")],
        [button("🧑‍🏫 J'enseigne", "role", "teacher")],
    ],
    "age": [
        [button("Oui", "age", 1), button("Non", "age", 0)],
        [button("👪 Je ne suis pas élève", "who")],  # a code or a link took them for one
    ],
    "device": [
        [button("📱 Seulement un téléphone", "device", "phone")],
        [button("💻 Un ordinateur aussi", "device", "computer")],
    ],
    "grade": [
        [button(grade, "grade", grade) for grade in ("6e", "5e", "4e", "3e")],
        [button(grade.capitalize(), "grade", grade) for grade in ("2de", "1re", "tle")],
        [button("Je préfère ne pas le dire", "grade", "unsaid")],
    ],
}


def welcome(showing: Showing, outcome: Welcome) -> list[Call]:
    """The question to answer next; before the first one, two short messages."""
    ask = showing.text(f"ask_{outcome.question}", hint=outcome.hint)
    markup = keyboard(*CHOICES[outcome.question])
    newcomer = outcome.first_time and (outcome.question == "role" or showing.tapped is None)
    if newcomer:  # the notice stays: only the question is replaced
        return [*hello(showing, Hello()), showing.send(ask, markup)]
    return [showing.screen(ask, markup) if outcome.edit else showing.send(ask, markup)]


def hello(showing: Showing, _outcome: Hello) -> list[Call]:
    return [showing.send(showing.text(page)) for page in ("welcome", "notice")]


def role_chosen(showing: Showing, outcome: RoleChosen) -> list[Call]:
    """The menu of commands of this person's role."""
    audience = Audience.PUPIL if outcome.role == "pupil" else Audience.ADULT
    return [menu_of(showing.chat_id, audience)]


def settings(showing: Showing, outcome: SettingsShown) -> list[Call]:
    other = "phone" if outcome.device == "computer" else "computer"
    guardian = outcome.role == "guardian"
    rows = [[CHILDREN] if guardian else [button("🔄 Téléphone ou ordinateur", "device", other)]]
    if outcome.under_15 is not None:
        rows.append([button("🔄 Mon âge", "age", 0 if outcome.under_15 else 1)])
    if outcome.grade is not None:
        rows.append([button("🔄 Ma classe", "class")])
    rows += [
        [button("⏰ Mes rappels", "l_wishes")],
        [INVITE] if outcome.role == "pupil" else [],
        [button("🔄 Élève, parent ou enseignant", "who")],
        HOME,
    ]
    return [showing.screen(showing.text("settings", outcome=outcome), keyboard(*rows))]


def tutorials(showing: Showing, outcome: TutorialsShown) -> list[Call]:
    lines = [*outcome.missed, *outcome.saved]
    rows = [[button(f"{'⭐' if line.saved else '📘'} {line.title}", "lesson", line.skill)] for line in lines]
    turn_page = [
        *([button("◀️", "tutorials", outcome.page - 1)] if outcome.page else []),
        *([button("▶️", "tutorials", outcome.page + 1)] if outcome.page + 1 < outcome.pages else []),
    ]
    words, markup = showing.text("tutorials", outcome=outcome), keyboard(*rows, turn_page, HOME)
    return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]


def tutorial(showing: Showing, outcome: TutorialShown) -> list[Call]:
    skill = showing.library.skill(outcome.skill)
    if skill is None:  # the use case found it a moment ago, in the same library
        raise LookupError(outcome.skill)
    lesson = skill.tutorial
    body, exercise = Markup(lesson.body), Markup(lesson.try_)  # noqa: S704  # checked content
    words = showing.text(
        "tutorial", skill=skill, lesson=lesson, body=body, exercise=exercise, outcome=outcome
    )
    keep = ("⭐ Ne plus garder", 0) if outcome.saved else ("⭐ Garder", 1)
    markup = keyboard(
        [_lesson_button(keep[0], "keep", outcome, keep[1])],
        [
            _lesson_button("👍 Utile", "useful", outcome, 1),
            _lesson_button("👎 Pas utile", "useful", outcome, 0),
        ],
        [button("👁 Lire la description", "describe_lesson", outcome.skill)] if lesson.picture else [],
        [_back(outcome.back)],
    )
    if lesson.picture is None or excess(words, CAPTION_LIMIT) > 0:
        return [showing.screen(words, markup) if outcome.edit else showing.send(words, markup)]
    if outcome.again and showing.tapped is not None:  # under its picture, or as a text if none could be drawn
        return [showing.edit(showing.tapped, words, markup, media=not showing.rewritable)]
    return [showing.send_file(FileRef("photo", "lesson", [outcome.skill]), words, markup)]


def _lesson_button(label: str, action: str, outcome: TutorialShown, value: int) -> Button:
    back = outcome.back
    origin: tuple[int | str, ...] = (back.competence, back.assessment, back.step) if back else ()
    return button(label, action, outcome.skill, value, *origin)


def _back(about: StepRef | None) -> Button:
    return step_button("⬅️ Retour", "detail", about) if about else button("⬅️ Tutoriels", "tutorials", 0)


def report_asked(showing: Showing, outcome: ReportAsked) -> list[Call]:
    rows = [[step_button(words, "reason", outcome.ref, reason)] for reason, words in REASONS.items()]
    return [showing.send(showing.text("report"), keyboard(*rows, [button("Annuler", "close")]))]


def reports(showing: Showing, outcome: ReportsShown) -> list[Call]:
    return [showing.send(showing.text("reports", outcome=outcome))]


def my_data(showing: Showing, outcome: MyData) -> list[Call]:
    file = FileRef("document", "text", ["mes-donnees.json", outcome.document])
    return [showing.send_file(file, showing.text("my_data", outcome=outcome), keyboard(HOME_BELOW))]


def erase_asked(showing: Showing, outcome: EraseAsked) -> list[Call]:
    yes = "Oui, continuer" if outcome.time == 1 else "Oui, tout effacer"
    markup = keyboard([button("Non, je garde tout", "home")], [button(yes, "erase", outcome.time)])
    return [showing.screen(showing.text("erase_asked", outcome=outcome), markup)]


def erased(showing: Showing, _outcome: Erased) -> list[Call]:
    return [showing.screen(showing.text("erased"))]


def page(showing: Showing, outcome: Page) -> list[Call]:
    """A fixed text of `templates/page_*.html`."""
    listed = commands_for(Audience.ADULT if showing.adult else Audience.PUPIL)
    words = showing.text(f"page_{outcome.name}", commands=listed, **outcome.details)
    way_on = WAYS_ON.get(outcome.name)
    teacher = [TEACHING] if outcome.details.get("teaches") else []
    return [showing.screen(words, keyboard(teacher, way_on) if way_on else None)]
