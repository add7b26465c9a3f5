"""The board of a campaign counted by the database, as the board itself says it."""

import random
from typing import Any, cast

from bot.store import classes, following, participation, people
from bot.store.base import Store, Tx
from bot.store.campaigns import Campaign
from bot.store.following import Tally
from bot.usecases.following import board as boards
from bot.usecases.following.board import Board, Standing
from bot.usecases.turn import Turn
from tests.usecases.planning import Town, person


class Reading:
    """All of a turn that a board needs."""

    def __init__(self, tx: Tx) -> None:
        self.tx = tx


def tally(board: Board) -> Tally:
    waiting, done = board.standing(Standing.WAITING), board.standing(Standing.DONE)
    running = board.standing(Standing.RUNNING)
    return Tally(
        people=len(board.people),
        done=len(done),
        late=sum(each.late for each in done),
        running=len(running),
        waiting=len(waiting),
        idle=sum(each.reachable for each in waiting),
        cut_off=sum(not each.reachable for each in (*waiting, *running)),
    )


def names(board: Board, *, idle: bool) -> list[str]:
    found = [each for each in board.people if each.standing is not Standing.DONE and each.reachable == idle]
    return sorted(each.name for each in found if not idle or each.standing is Standing.WAITING)


def takes(tx: Tx, dice: random.Random, who: int, made: Campaign, line: int | None) -> None:
    """Up to three attempts, of which some end, some late."""
    for attempt in range(dice.choice([0, 0, 1, 1, 2, 3])):
        id_, late = tx.new_id(), dice.random() < 0.4
        participation.begin(tx, who, id_, made.id, line, "Léa", attempt + 1, 0)
        if dice.random() < 0.6:
            participation.complete(tx, who, id_, late=late, mastery=50, result="{}", now_ms=0)
            participation.send(tx, who, id_, 0)


def furnish(tx: Tx, dice: random.Random) -> Campaign:
    """A campaign of two classes: some are in both, some have left, some came by the code alone."""
    town = Town.found(tx)
    rooms = [town.room(tx), town.room(tx)]
    made = town.campaign(tx, *rooms)
    for _ in range(40):
        who = person(tx) if dice.random() < 0.8 else None
        lines = [town.line(tx, each, who) for each in rooms if dice.random() < 0.6]
        for each in lines:
            if dice.random() < 0.2:
                classes.set_aside(tx, each, 1)
        if who is not None:
            takes(tx, dice, who, made, lines[0] if lines else None)
            found = people.find(tx, who)
            if found is not None and dice.random() < 0.3:
                people.set_reachable(tx, found.chat_id, False)
    return made


async def test_the_database_counts_what_the_board_shows(store: Store) -> None:
    def story(tx: Tx) -> None:
        for seed in range(5):
            made = furnish(tx, random.Random(seed))
            board = boards.load(cast(Turn, cast(Any, Reading(tx))), made)
            assert following.tally(tx, made.id) == tally(board)
            assert sorted(following.idle_names(tx, made.id, 99)) == names(board, idle=True)
            assert sorted(following.cut_off_names(tx, made.id, 99)) == names(board, idle=False)
            assert len(following.cut_off_names(tx, made.id, 2)) == 2

    await store.turn(story)
