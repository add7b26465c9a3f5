"""Signs of guessing and of copying, for a jury that looks closer: numbers, never a verdict.

Each alarm says from where on a number is worth a look; how often honest candidates pass it was simulated
(`bench/engine`, docs/engine.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from statistics import median

from bot.engine.bank import Bank
from bot.engine.certification import Asked
from bot.engine.estimation import Prior
from bot.engine.evidence import Answer, hasty
from bot.engine.profile import profile
from bot.engine.selection import expected

HASTY_ALARM = 0.18
"""Of `hasty_share`: at or above; 1 or 2 honest candidates in 100 are."""
FIT_ALARM = -2.5
"""Of `person_fit`: below; 1 or 2 honest candidates in 100 are."""
COPY_ALARM = 0.02
"""Of `coincidence`, divided by how many others a candidate is compared with: below; at most 2 honest
candidates in 100 are for any of the others, as long as the chances are right."""
GAP_ALARM = 15.0
"""Of `typical_gap`, in seconds: below; one honest pair in 100 is that is asked the same in the same order."""
POPULAR = 0.5
"""Chance of the same wrong response to the same variant: one mistake is made by many."""
_SAYS_NOTHING = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """A wrong response that may have come from another candidate, and whether it is `same` as theirs.

    `chance`: how likely somebody who copied nothing would have given just that response: `wrong_chance`
    where it is right for the other's variant, POPULAR where both have the same variant.
    """

    same: bool
    chance: float


def wrong_chance(guess: float) -> float:
    """How likely a wrong response is a given one, such as the right one of another variant.

    `guess`: the item's; of k choices each of the k − 1 wrong ones is as likely, and what is typed is
    hardly ever just that. Of two choices the wrong one is certain, and says nothing.
    """
    return min(1.0, guess / (1 - guess)) if guess < 1 else 1.0


def hasty_share(seconds: Sequence[float | None]) -> float:
    """The share of answers that came too fast to have been read; skipped ones (None) never did."""
    return sum(map(hasty, seconds)) / len(seconds) if seconds else 0.0


def coincidence(matches: Sequence[Match]) -> float:
    """The probability that two candidates who know nothing of each other match as often, or more often.

    Independent trials with a chance each: the Poisson binomial distribution, summed up exactly (in the manner
    of van der Linden & Sotaridona, "Detecting answer copying when the regular response process follows a
    known response model", 2006).
    """
    counts = [1.0]
    for each in matches:
        counts = [
            missed * (1 - each.chance) + made * each.chance
            for missed, made in zip([*counts, 0.0], [0.0, *counts], strict=True)
        ]
    return min(1.0, sum(counts[sum(each.same for each in matches) :]))


def person_fit(predicted: Sequence[float], right: Sequence[bool]) -> float:
    """The standardised log-likelihood of the answers (l_z: Drasgow, Levine & Williams, 1985).

    About standard normal for who answers as the model expects; far below 0, answers fit no ability: easy ones
    wrong and hard ones right. `predicted`: P(right) of each, before its answer was known. Since each is
    predicted from those before it alone, no ability is fitted to the answers and none of Snijders' correction
    for that (2001) is needed.
    """
    surprise = variance = 0.0
    for success, was_right in zip(predicted, right, strict=True):
        odds = log(success / (1 - success))
        surprise += odds * (was_right - success)
        variance += odds**2 * success * (1 - success)
    return surprise / sqrt(variance) if variance else 0.0


def predicted(
    banks: Mapping[str, Bank],
    questions: Sequence[Asked],
    evidence: Mapping[str, Sequence[Answer]],
    population: Prior | None = None,
) -> list[float]:
    """P(right) of each question, in the order they were asked, from the evidence and the answers before it.

    `evidence`: as in `score_adaptive`. A question that left the bank gets ½, which says nothing of a fit.
    """
    answers = {code: list(evidence.get(code, ())) for code in banks}
    found = []
    for each in questions:
        bank = banks.get(each.competence)
        if bank is None or each.item not in bank.item_index:
            found.append(_SAYS_NOTHING)
            continue
        known = profile(banks, answers, population).posteriors[each.competence]
        found.append(float(expected(known, [bank.item_index[each.item]]).success[0]))
        answers[each.competence].append(Answer(each.item, each.right, each.seconds))
    return found


def typical_gap(gaps: Sequence[float]) -> float | None:
    """The median time, in seconds, between the two answers of each match; None for fewer than two matches."""
    return median(map(abs, gaps)) if len(gaps) > 1 else None
