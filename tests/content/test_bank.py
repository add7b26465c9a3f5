"""The bank that comes with the bot: any seed of any challenge is a fair question."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Challenge, describe_response, load, render, right_response
from bot.content.markup import faults
from bot.engine.grading import grade

CHALLENGES = [each for competence in load().competences.values() for each in competence.challenges]


@settings(max_examples=200, deadline=None)
@given(challenge=st.sampled_from(CHALLENGES), seed=st.integers(min_value=0, max_value=2**63))
def test_any_seed_of_any_challenge_can_be_asked_and_answered(challenge: Challenge, seed: int) -> None:
    variant = render(challenge, seed)
    response = right_response(variant.key)

    assert grade(variant.key, response)
    assert describe_response(variant, response) == variant.solution
    assert not faults(variant.text) + faults(variant.explanation)


def test_every_competence_of_the_bank_is_one_for_the_engine() -> None:
    for competence in load().competences.values():
        assert len(competence.bank.items) == len(list(competence.challenges))
