"""Templates fill holes, and nothing else: they cannot run away, reach out or hide a mistake."""

import time
from typing import Any

import pytest

from bot.content.templates import Expression, Template, TemplateBroken, context_of


def fill(source: str, html: bool = False, **values: Any) -> str:
    return Template(source, ("text",), html).render(context_of(values))


def value(source: str, **values: Any) -> Any:
    return Expression(source, ("params", "n")).value(context_of(values))


def test_holes_are_filled() -> None:
    text = "{{ prenom }} a {% for i in range(n) %}{{ i + 1 }} {% endfor %}et {{ max(n, 2) }}"

    assert fill(text, prenom="Teva", n=3) == "Teva a 1 2 3 et 3"


def test_data_are_escaped_in_html_only() -> None:
    assert fill("<b>{{ x }}</b>", html=True, x="<i> & 'a'") == "<b>&lt;i&gt; &amp; &#39;a&#39;</b>"
    assert fill("{{ x }}", x="<i>") == "<i>"


def test_expressions_keep_their_type() -> None:
    assert value("n * 12", n=3) == 36
    assert value("range(n) | map('string') | list", n=2) == ["0", "1"]
    assert value("{'a': [n]}", n=2) == {"a": [2]}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (
            "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
            "loops more than",
        ),
        ("{% for i in range(200) %}{% for j in mots %}x{% endfor %}{% endfor %}", "loops more than"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "not allowed"),
        ("{% for i in mots recursive %}{{ loop(mots) }}{% endfor %}", "not allowed"),
        ("{% for i in mots %}" + "x" * 3000 + "{% endfor %}", "makes more than"),
        ("{{ 'a' * 100000000 }}", "too large"),
        ("{{ 9 ** 99999 }}", "too large"),
        ("{{ ('%9999999d' | format(1)) * 9 }}", "too large"),
    ],
)
def test_an_endless_template_is_stopped_at_once(source: str, why: str) -> None:
    start = time.perf_counter()

    with pytest.raises(TemplateBroken, match=why):
        fill(source, mots=["mot"] * 150)

    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    "source",
    [
        "{{ absent }}",
        "{{ n.absent }}",
        "{{ n / 0 }}",
        "{{ n + 'a' }}",
        "{{ (n }}",
        "{% if n %}",
        "{{ n | random }}",
        "{{ n | safe }}",
        "{{ n.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ lipsum() }}",
        "{% include 'a' %}",
        "{% import 'os' as os %}",
        "{{ mots.append(3) }}",
    ],
)
def test_what_cannot_be_filled_or_reaches_out_is_refused(source: str) -> None:
    with pytest.raises(TemplateBroken) as caught:
        fill(source, n=3, mots=[1])

    assert caught.value.place == ("text",)


@pytest.mark.parametrize("source", ["absent", "[absent]", "range", "n.real.bit_length", "n +", "n %} {% x"])
def test_an_expression_gives_data_or_says_why_not(source: str) -> None:
    with pytest.raises(TemplateBroken) as caught:
        value(source, n=3)

    assert caught.value.place == ("params", "n")
