"""Every subject's buttons, commands, links and texts, together."""

from collections.abc import Mapping

from bot.handlers import (
    broadcasts,
    campaigns,
    classes,
    following,
    guardians,
    letters,
    participation,
    plans,
    schools,
    sittings_board,
    sittings_door,
    sittings_jury,
    sittings_prep,
    sittings_result,
    sittings_test,
    sittings_time,
)
from bot.handlers.subject import Answer, Command, Compose, FateOf, Link, Read, ReadFile, Sent, Subject, merged
from bot.handlers.tap import Action

SUBJECTS: list[Subject] = [
    each.SUBJECT
    for each in (
        schools,
        classes,
        campaigns,
        participation,
        broadcasts,
        following,
        guardians,
        letters,
        plans,
        sittings_board,
        sittings_door,
        sittings_jury,
        sittings_prep,
        sittings_result,
        sittings_test,
        sittings_time,
    )
]
ACTIONS: Mapping[str, Action] = merged([each.actions for each in SUBJECTS])
COMMANDS: Mapping[str, Command] = merged([each.commands for each in SUBJECTS])
LINKS: Mapping[str, Link] = merged([each.links for each in SUBJECTS])
TEXTS: Mapping[str, Answer] = merged([each.texts for each in SUBJECTS])
DOCUMENTS: Mapping[str, Answer] = merged([each.documents for each in SUBJECTS])
READS: Mapping[str, ReadFile] = merged([each.reads for each in SUBJECTS])
READ: Mapping[str, Read] = merged([each.read for each in SUBJECTS])
COMPOSED: Mapping[str, Compose] = merged([each.composed for each in SUBJECTS])
FATES: Mapping[str, FateOf] = merged([each.fates for each in SUBJECTS])
SENT: Mapping[str, Sent] = merged([each.sent for each in SUBJECTS])
