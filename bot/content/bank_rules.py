"""What must hold over a skill, a competence and the whole bank."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from bot.content.bankfile import BankFile
from bot.content.challenge_rules import Review
from bot.content.fault import Fault
from bot.content.french_rules import french_faults
from bot.content.lessons import words_in
from bot.content.markup import faults
from bot.content.problem import Problem
from bot.content.schema import Kind, TutorialSpec
from bot.content.templates import Place
from bot.content.typography import typeset_html
from bot.content.variant import what_is_seen

LEVELS = range(1, 9)
SKILLS_A_LEVEL = 2
CHALLENGES_A_SKILL = 2
VARIANTS_A_SKILL = 6
TUTORIAL_WORDS = 120

Reviews = Mapping[Place, Review]


def skill_problems(file: BankFile, reviews: Reviews) -> Iterator[Problem]:
    """What is wrong with each skill."""
    for t, topic in enumerate(file.spec.topics):
        for s, skill in enumerate(topic.skills):
            place = ("topics", t, "skills", s)
            count = len(skill.challenges)
            if count < CHALLENGES_A_SKILL:
                what = f"skill {topic.id}{skill.level} has {count} challenges"
                yield file.source.problem(place, what, f"write {CHALLENGES_A_SKILL} or more")
            distinct = sum(reviews[(*place, "challenges", c)].distinct for c in range(count))
            if distinct < VARIANTS_A_SKILL:
                what = f"skill {topic.id}{skill.level} has {distinct} variants"
                yield file.source.problem(place, what, f"let parameters make {VARIANTS_A_SKILL} or more")
            for fault in _tutorial_faults(skill.tutorial):
                yield file.source.problem((*place, "tutorial", *fault.place), fault.what, fault.remedy)


def _tutorial_faults(tutorial: TutorialSpec) -> Iterator[Fault]:
    words = words_in(tutorial)
    if words > TUTORIAL_WORDS:
        yield Fault(("body",), f"the tutorial has {words} words", f"keep it under {TUTORIAL_WORDS}")
    for place, text in ((("title",), tutorial.title), (("body",), tutorial.body), (("try",), tutorial.try_)):
        yield from french_faults(place, typeset_html(text))
        for fault in faults(text):
            what = f"Telegram refuses this HTML: {fault}"
            yield Fault(place, what, "close the tag, or write &lt; for <")


def competence_problems(file: BankFile) -> Iterator[Problem]:
    """What is wrong with the whole file."""
    levels = Counter(skill.level for topic in file.spec.topics for skill in topic.skills)
    for level in LEVELS:
        if levels[level] < SKILLS_A_LEVEL:
            what = f"level {level} has {levels[level]} skills, so its 8 pix cannot be reached"
            yield file.source.problem(("topics",), what, f"write {SKILLS_A_LEVEL} or more")
    kinds = Counter(Kind(spec.kind) for _, spec in file.challenges)
    if kinds[Kind.SINGLE] * 2 > kinds.total():
        what = f"{kinds[Kind.SINGLE]} of {kinds.total()} challenges are `single`"
        yield file.source.problem(("topics",), what, "make half of them something else at least")


@dataclass(frozen=True, slots=True)
class Look:
    """How the variants of a challenge look, as digests: a whole bank has very many."""

    challenge: str
    digests: frozenset[bytes]
    file: str
    line: int


def looks_of(file: BankFile, reviews: Reviews) -> Iterator[Look]:
    """Of each challenge of a file."""
    for place, review in reviews.items():
        seen = frozenset(_digest(what_is_seen(variant)) for variant in review.variants)
        yield Look(review.spec.id, seen, file.source.file, file.source.line((*place, "text")))


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=12).digest()


def repeated(looks: Iterable[Look]) -> Iterator[Problem]:
    """Challenges that a pupil would take for one another."""
    seen: dict[bytes, str] = {}
    for look in looks:
        others = sorted({seen[digest] for digest in look.digests & seen.keys()})
        for other in others[:1]:
            what = f"{look.challenge} and {other} have a variant that looks the same"
            yield Problem(look.file, look.line, what, "change one of them")
        seen |= dict.fromkeys(look.digests, look.challenge)
