"""Lists of competences: by domain, one alone, the whole profile, and the home menu that leads there."""

from bot.content.framework import COMPETENCES, DOMAINS, domain_of
from bot.engine import PIX_A_LEVEL, certifiable_missing
from bot.store import practice as rows
from bot.store import schools
from bot.usecases import estimating, express
from bot.usecases.certification import candidacies
from bot.usecases.guardians import inviting
from bot.usecases.keys import is_campaign
from bot.usecases.kinds import available
from bot.usecases.outcomes import (
    CompetenceLine,
    CompetenceShown,
    CompetenceState,
    DomainShown,
    DomainsShown,
    Estimate,
    HomeShown,
    Note,
    Outcome,
    ProfileShown,
    Said,
)
from bot.usecases.participation import mine
from bot.usecases.practice_state import Practice
from bot.usecases.states import (
    IMPROVE_AFTER_MS,
    RESET_AFTER_MS,
    hours_left,
    load,
    load_all,
    phase,
)
from bot.usecases.turn import Turn


def domains(turn: Turn) -> list[Outcome]:
    """The domains in which something can be practised."""
    ready = [domain_of(code) for code in turn.library.competences]
    return [DomainsShown(tuple((d, ready.count(d)) for d in DOMAINS if d in ready))]


def domain(turn: Turn, number: str) -> list[Outcome]:
    """The competences of one domain, with the pupil's level in each."""
    those = tuple(line for line in lines(turn) if domain_of(line.code) == number)
    return [DomainShown(number, those)] if those else [Said(Note.NOT_FOUND)]


def competence(turn: Turn, code: str) -> list[Outcome]:
    """The page of one competence."""
    if code not in turn.library.competences:
        return [Said(Note.NOT_FOUND)]
    state = load(turn, code)
    waiting = phase(state, turn.now_ms) is CompetenceState.WAITING
    return [
        CompetenceShown(
            line=_line(turn, code, state, _estimate_of(turn, state)),
            improve_in=hours_left(state, IMPROVE_AFTER_MS, turn.now_ms) if waiting else None,
            reset_in=hours_left(state, RESET_AFTER_MS, turn.now_ms) or None,
            can_reset=state.attempted,
            shorter=len(state.evidence) >= express.A_COMPETENCE,
        )
    ]


def profile(turn: Turn, *, picture: bool = False, edit: bool = True) -> list[Outcome]:
    """The 16 levels, the total, and how far certification is."""
    every = lines(turn)
    return [
        ProfileShown(
            lines=every,
            pix=sum(line.pix for line in every),
            most=len(COMPETENCES) * turn.rules.max_level * PIX_A_LEVEL,
            missing=certifiable_missing({line.code: line.level for line in every}),
            picture=picture,
            edit=edit,
            express=express.has_picture(turn),
        )
    ]


def home(turn: Turn, edit: bool = True, first_time: bool = False) -> list[Outcome]:
    """The home menu: what runs first, then what can be begun."""
    listed = [t for t in rows.tutorials(turn.tx, turn.person.id) if turn.library.skill(t.skill)]
    running = tuple(
        code
        for code, state in load_all(turn).items()
        if state.assessment is not None and not is_campaign(code) and available(turn, code)
    )
    role = turn.person.role or "pupil"
    missed = sum(t.missed_at is not None for t in listed)
    teaches = bool(schools.memberships(turn.tx, turn.person.id))
    to_do, begun = len(mine.to_do(turn)), mine.running(turn)
    unfollowed = role == "pupil" and inviting.is_alone(turn)
    sits = role == "pupil" and candidacies.concerned(turn)
    return [HomeShown(role, running, missed, first_time, edit, to_do, teaches, begun, unfollowed, sits)]


def lines(turn: Turn) -> tuple[CompetenceLine, ...]:
    """All the competences, with the pupil's level in each."""
    states, estimates = load_all(turn), estimating.estimates(turn)
    return tuple(
        _line(turn, code, states.get(code) or Practice(code), estimates.get(code)) for code in COMPETENCES
    )


def _estimate_of(turn: Turn, state: Practice) -> Estimate | None:
    return None if state.attempted else estimating.estimates(turn).get(state.competence)


def _line(turn: Turn, code: str, state: Practice, estimate: Estimate | None) -> CompetenceLine:
    level, most = min(state.level, turn.rules.max_level), turn.rules.max_level * PIX_A_LEVEL
    return CompetenceLine(
        code,
        level,
        min(int(state.pix), most),
        phase(state, turn.now_ms),
        code in turn.library.competences,
        estimate,
    )
