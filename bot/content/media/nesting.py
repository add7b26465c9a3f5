"""The blocks of a program, each with those that it holds."""

from collections.abc import Mapping
from typing import Any

Block = dict[str, Any]


def blocks(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a program: what is deeper than a block and follows it is inside.

    A block has one or more `arms`, each a line and what it holds; «sinon» begins one of the block before.
    Under an event or a definition (`hat`), blocks hang one under the other.
    """
    return {**data, "blocks": _nested(list(data["blocks"]))}


def _nested(entries: list[Block]) -> list[Block]:
    found: list[Block] = []
    while entries:
        first = entries.pop(0)
        inside = []
        while entries and entries[0]["depth"] > first["depth"]:
            inside.append(entries.pop(0))
        _join(found, first, _nested(inside))
    return found


def _join(found: list[Block], block: Block, kids: list[Block]) -> None:
    arm = {"text": block["text"], "kids": kids}
    if block["text"].lower().startswith("sinon") and found and found[-1]["arms"][-1]["kids"]:
        found[-1]["arms"].append(arm)
    elif block["sort"] == "event" or (block["sort"] == "function" and (kids or _defines(block))):
        found += [{"sort": block["sort"], "hat": True, "arms": [{**arm, "kids": []}]}, *kids]
    else:
        found.append({"sort": block["sort"], "hat": False, "arms": [arm]})


def _defines(block: Block) -> bool:
    return bool(block["text"].lower().startswith("définir"))
