"""Tables of the benchmark, for the terminal and between the markers of docs/engine.md."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.engine.joint import CERTIFICATION, JOINT_COUNTS, JointMeasures
from bench.engine.measure import COUNTS, OWN_END, RETEST, Accuracy, Mastery, Measures
from bench.tables import markdown

_NOTHING = "–"
_AFTER = (*COUNTS, OWN_END)


def tables_of(scenario: str, found: Sequence[Measures]) -> dict[str, str]:
    """Every table of one scenario, by name."""
    return {
        f"{scenario}: error": _after(found, lambda one: f"{one.rmse:.2f}"),
        f"{scenario}: bias": _after(found, lambda one: f"{one.bias:+.2f}"),
        f"{scenario}: within": _after(found, lambda one: f"{_percent(one.half)} · {_percent(one.one)}"),
        f"{scenario}: intervals": _after(found, lambda one: _percent(one.coverage)),
        f"{scenario}: skills and pupils": _own_end(found),
        f"{scenario}: in short": _short(found),
    }


def joint_tables(found: Sequence[JointMeasures]) -> dict[str, str]:
    """The profile and the certification."""
    return {"profile": _profile(found), "certification": _certification(found)}


def speed(found: Sequence[Measures | JointMeasures]) -> str:
    """Milliseconds to choose a question, take its answer and say what is known."""
    return markdown(
        ("", "median, ms", "p99, ms"),
        [(one.contender, f"{one.median_us / 1000:.2f}", f"{one.p99_us / 1000:.2f}") for one in found],
    )


def write(page: Path, tables: Mapping[str, str]) -> None:
    """Put the tables between their markers. Raises KeyError for a marker without a table."""
    text = page.read_text("utf-8")
    marked = re.sub(
        r"<!-- table: (.+?) -->.*?<!-- end -->",
        lambda found: f"<!-- table: {found[1]} -->\n\n{tables[found[1]]}\n\n<!-- end -->",
        text,
        flags=re.DOTALL,
    )
    page.write_text(marked, "utf-8")


def _after(found: Sequence[Measures], cell: Callable[[Accuracy], str]) -> str:
    return markdown(
        ("", *(str(count) for count in COUNTS), "own end", "at"),
        [(one.contender, *(cell(one.after[n]) for n in _AFTER), f"{one.length:.1f}") for one in found],
    )


def _own_end(found: Sequence[Measures]) -> str:
    return markdown(
        (
            "",
            f"AUC, {RETEST}",
            f"Brier, {RETEST}",
            "AUC",
            "Brier",
            "right answers",
            "most used item",
            "of any bank",
            "overlap",
            "retest error",
            "two sittings",
        ),
        [
            (
                one.contender,
                *_skills(one.mastery, RETEST),
                *_skills(one.mastery, OWN_END),
                _percent(one.comfort),
                _percent(one.most_used[0]),
                _percent(one.most_used[1]),
                _percent(one.overlap),
                f"{one.retest:.2f}",
                f"{one.apart:.2f}",
            )
            for one in found
        ],
    )


def _short(found: Sequence[Measures]) -> str:
    return markdown(
        (
            "",
            *("5", "8", "15", "own end", "at"),
            *("bias", "±1", "90 %", "AUC", "Brier"),
            *("right answers", "most used", "retest"),
        ),
        [
            (
                one.contender,
                *(f"{one.after[n].rmse:.2f}" for n in (5, 8, 15, OWN_END)),
                f"{one.length:.1f}",
                f"{one.after[RETEST].bias:+.2f}",
                _percent(one.after[RETEST].one),
                _percent(one.after[RETEST].coverage),
                *_skills(one.mastery, RETEST),
                _percent(one.comfort),
                _percent(one.most_used[0]),
                f"{one.retest:.2f}",
            )
            for one in found
        ],
    )


def _profile(found: Sequence[JointMeasures]) -> str:
    last = JOINT_COUNTS[-1]
    return markdown(
        (
            "",
            *(str(count) for count in JOINT_COUNTS),
            *("own end", "at", "bias", "±1", "90 %", "right answers"),
        ),
        [
            (
                one.contender,
                *(f"{one.after[n].rmse:.2f}" if n in one.after else _NOTHING for n in JOINT_COUNTS),
                f"{one.after[OWN_END].rmse:.2f}",
                f"{one.length:.0f}",
                f"{end.bias:+.2f}",
                _percent(end.one),
                _percent(end.coverage),
                _percent(one.comfort),
            )
            for one in found
            for end in [one.after.get(last, one.after[OWN_END])]
        ],
    )


def _certification(found: Sequence[JointMeasures]) -> str:
    return markdown(
        ("", "total error", "bias", "retest error", "two sittings", "profile correlation", "±1", "90 %"),
        [
            (
                one.contender,
                f"{then.total:.0f}",
                f"{then.total_bias:+.0f}",
                f"{one.certified.retest:.0f}",
                f"{one.certified.apart:.0f}",
                f"{then.profile:.2f}",
                _percent(then.one),
                _percent(then.coverage),
            )
            for one in found
            if one.certified is not None
            for then in [one.after[CERTIFICATION]]
        ],
    )


def _skills(mastery: Mapping[int, Mastery] | None, count: int) -> tuple[str, str]:
    if mastery is None:
        return _NOTHING, _NOTHING
    return f"{mastery[count].auc:.3f}", f"{mastery[count].brier:.3f}"


def _percent(share: float | None) -> str:
    return _NOTHING if share is None else f"{100 * share:.0f} %"
