"""The adaptive certification, today's rule: 32 questions, and what they say of all 16 competences.

`joint.CERTIFICATION` leads the sitting, by its own answers alone: the profile does not choose questions. The
score reads them together with what the positionings told, and never goes beyond the profile, nor beyond what
the sitting alone makes plausible: a profile that was not earned by oneself is worth nothing here.

No answer that is right instead of wrong, and no question taken out, can lower the expected level of any
competence: given the abilities every answer is likelier right the higher they are, and the abilities are
positively associated (multivariate total positivity: Karlin & Rinott, Journal of Multivariate Analysis 10,
1980). For that an older answer about a skill of the sitting is left aside, the sitting's own being newer:
two items of one skill explain each other away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.engine.bank import Bank
from bot.engine.certification import (
    Asked,
    Certified,
    Ended,
    Held,
    Reason,
    Status,
    issued,
    least_left,
    nothing,
    taken_out,
)
from bot.engine.estimation import Prior
from bot.engine.evidence import Answer
from bot.engine.joint import CERTIFICATION
from bot.engine.profile import Profile, profile
from bot.engine.scoring import PIX_A_LEVEL, level_of
from bot.engine.selection import asked_skills

LEAST_ANSWERS = 20
"""Below, there is no score; «je passe» is an answer, and so is a neutralised one."""
EVIDENCE = 0.5
"""What an answer of a positioning weighs beside one of the sitting (simulated: see docs/engine.md).

Part of the model: raise versions.MODEL_VERSION with it."""
PLAUSIBLE = 0.8
"""No level is certified above the interval of this probability that the sitting's own answers give: one time
in ten that is too low. Part of the model too."""

Answers = Mapping[str, Sequence[Answer]]


def score_adaptive(
    banks: Mapping[str, Bank],
    held: Sequence[Held],
    questions: Sequence[Asked],
    ended: Ended,
    evidence: Answers | None = None,
    population: Prior | None = None,
) -> Certified:
    """The result, to the same bytes whatever order the questions and the evidence come in.

    `held`: all the competences of the profile. `evidence`: answers of positionings by competence, each with
    the weight that its age leaves it (1: of today). Who stops early keeps of every competence the part that
    was answered: the missing questions count as skipped, and have no item that could say more.
    """
    answered = [each for each in questions if each.answered]
    codes = [each.competence for each in held]
    if len(answered) < LEAST_ANSWERS:
        status = Status.CANCELLED if ended is Ended.TECHNICAL else Status.REJECTED
        return nothing(codes, status, Reason.TOO_FEW)
    if sum(not taken_out(each) for each in answered) < least_left(len(answered)):
        return nothing(codes, Status.CANCELLED, Reason.NEUTRALISED)
    known = certified_profile(banks, answered, evidence or {}, population)
    part = min(1.0, len(answered) / CERTIFICATION.most) if ended is Ended.CANDIDATE else 1.0
    alone = certified_profile(banks, answered, {}, population)
    pix = {each.competence: min(each.pix, _pix(known, alone, each.competence, part)) for each in held}
    levels = {each.competence: min(each.level, level_of(pix[each.competence])) for each in held}
    return issued(levels, pix)


def certified_profile(
    banks: Mapping[str, Bank],
    answered: Sequence[Asked],
    evidence: Answers,
    population: Prior | None = None,
    weight: float = EVIDENCE,
) -> Profile:
    """What these questions and, at this weight, the positionings say of every competence.

    Sums of floats depend on their order, so everything is sorted.
    """
    together = {
        code: sorted(
            [*_answers(code, answered), *_beside(code, bank, answered, evidence, weight)], key=_place
        )
        for code, bank in sorted(banks.items())
    }
    return profile({code: banks[code] for code in together}, together, population)


def _answers(code: str, answered: Sequence[Asked]) -> list[Answer]:
    return [
        Answer(each.item, each.right, each.seconds)
        for each in answered
        if each.competence == code and not taken_out(each)
    ]


def _beside(
    code: str, bank: Bank, answered: Sequence[Asked], evidence: Answers, weight: float
) -> list[Answer]:
    """The evidence as it counts beside the sitting: not about the skills that it asked, taken out or not."""
    asked = asked_skills(bank, [each.item for each in answered if each.competence == code])
    return [
        replace(answer, weight=weight * answer.weight)
        for answer in evidence.get(code, ())
        if not asked & asked_skills(bank, [answer.item])
    ]


def _pix(known: Profile, alone: Profile, code: str, part: float) -> int:
    """0 for a competence without a bank: nothing is known of it."""
    if code not in known.posteriors:
        return 0
    _, plausible = alone.posteriors[code].interval(PLAUSIBLE)
    return int(PIX_A_LEVEL * part * min(known.posteriors[code].level, plausible))


def _place(answer: Answer) -> tuple[str, bool, float, float]:
    return answer.item, answer.correct, -1.0 if answer.seconds is None else answer.seconds, answer.weight
