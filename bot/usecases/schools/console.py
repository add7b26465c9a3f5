"""The first operator, when no setting names one: a link printed on the console."""

from bot.store import invitations, schools
from bot.store.base import Tx
from bot.store.invitations import Invitation
from bot.usecases.codes import new_link
from bot.usecases.schools.inviting import LASTS_MS

PREFIX = "i-"


def operator_link(tx: Tx, named: bool, now_ms: int) -> str | None:
    """The payload of a fresh link that makes an operator; None when the settings (`named`) or we know one.

    A link printed before and not used is good no more.
    """
    invitations.drop_of_console(tx)
    if named or schools.any_operator(tx):
        return None
    link = new_link()
    made = Invitation(link.selector, link.secret, None, "operator", None, now_ms, now_ms + LASTS_MS)
    invitations.add(tx, made)
    return PREFIX + link.token
