"""Adults responsible for pupils: invited, told, in touch with the school; and what pupils say about them."""

from bot.handlers.subject import Link, Subject
from bot.handlers.tap import Action
from bot.usecases.guardians import following, inviting, listing, sharing
from bot.usecases.guardians.following import INVITATION, LETTER

_FOLLOWING: dict[str, Action] = {
    "g_follow": lambda turn, tap: following.accept(turn, INVITATION, tap.word(0)),
    "k_follow": lambda turn, tap: following.accept(turn, LETTER, tap.word(0)),
    "g_not": lambda turn, _: following.decline(turn),
    "g_resume": lambda turn, _: listing.resume(turn),
    "g_resume_by": lambda turn, tap: following.resume(turn, tap.word(0, (LETTER, INVITATION)), tap.word(1)),
    "g_children": lambda turn, tap: listing.shown(turn, tap.small(0) if tap.args else 0),
    "g_stop": lambda turn, tap: listing.stop(turn, tap.word(0), sure=tap.small(1) == 1),
    "g_contact": lambda turn, tap: listing.contact(turn, tap.number(0)),
}
_OF_OLDER_MESSAGES: dict[str, Action] = {
    "k_no_follow": lambda turn, _: following.decline(turn),
    "k_children": lambda turn, _: listing.shown(turn),
    "k_unfollow": lambda turn, tap: listing.stop_line(turn, tap.number(0), sure=tap.small(1) == 1),
}
_OF_PUPILS: dict[str, Action] = {
    "g_mine": lambda turn, _: inviting.shown(turn),
    "g_invite": lambda turn, _: inviting.invite(turn),
    "g_cancel": lambda turn, _: inviting.cancel(turn),
    "g_remove": lambda turn, tap: inviting.remove(turn, tap.number(0), sure=tap.small(1) == 1),
    "g_show": lambda turn, tap: sharing.show(turn, tap.number(0), sure=tap.small(1) == 1),
}
SUBJECT = Subject(
    actions={**_FOLLOWING, **_OF_OLDER_MESSAGES, **_OF_PUPILS},
    commands={"enfants": lambda turn, _: listing.shown(turn, edit=False)},
    links={
        LETTER: Link(lambda turn, token: following.look(turn, LETTER, token), "guardian"),
        INVITATION: Link(lambda turn, token: following.look(turn, INVITATION, token), "guardian"),
    },
)
