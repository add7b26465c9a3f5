"""The bank that comes with the bot: any seed of any challenge is a fair question."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Challenge, describe_response, load, render, right_response
from bot.content.framework import DOMAINS, domain_of
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


def test_the_ready_made_targets_are_those_that_schools_ask_for() -> None:
    library = load()
    classes = {f"rentree-{each}" for each in ("6e", "5e", "4e", "3e", "2de", "terminale")}
    domains = {f"domaine-{each}" for each in DOMAINS}
    subjects = {"verifier-information", "se-proteger", "tableur", "programmer", "intelligence-artificielle"}

    assert library.targets.keys() == classes | domains | subjects | {"decouverte", "pret-certification"}
    for target in library.targets.values():
        assert len(library.aimed_at(target)) >= target.questions
        assert len(target.stages) >= 3
        assert target.badges


def test_a_target_of_a_domain_has_all_its_skills() -> None:
    library = load()

    for number in DOMAINS:
        aimed = {skill.id for skill in library.aimed_at(library.targets[f"domaine-{number}"])}
        held = [each for each in library.competences.values() if domain_of(each.code) == number]
        assert aimed == {skill.id for each in held for skill in each.skills}
