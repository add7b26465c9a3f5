"""French spaces that do not break, put where they belong and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.typography import NARROW, NBSP, typeset, typeset_html


def drawn(text: str) -> str:
    return text.replace(NBSP, "⍽").replace(NARROW, "˰")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Que fais-tu ?", "Que fais-tu˰?"),
        ("Que fais-tu? Viens!", "Que fais-tu˰? Viens˰!"),
        ("Un choix: le bon ; l'autre; fin", "Un choix⍽: le bon˰; l'autre˰; fin"),
        ("«mot» et « mot »", "«⍽mot⍽» et «⍽mot⍽»"),
        ("«Ça va?», dit-il", "«⍽Ça va˰?⍽», dit-il"),
        ("Dix % ? Oui (vraiment !)", "Dix %˰? Oui (vraiment˰!)"),
        ("Vraiment ?!", "Vraiment˰?!"),
        ("à 12:30 sur http://a.example/?x=1", "à 12:30 sur http://a.example/?x=1"),
        ("=SOMME(A1;A5) ou site:gouv.fr", "=SOMME(A1;A5) ou site:gouv.fr"),
        ("le disque C: est plein", "le disque C: est plein"),
        ("azerty!", "azerty!"),
        ("?", "?"),
        ("mot de passe x_T7!q", "mot de passe x_T7!q"),
    ],
)
def test_plain_text(written: str, printed: str) -> None:
    assert drawn(typeset(written)) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Que fait <code>a : b; c ?</code> ?", "Que fait <code>a : b; c ?</code>˰?"),
        ("<b>Quoi</b>? <i>Rien</i> !", "<b>Quoi</b>˰? <i>Rien</i>˰!"),
        ("<pre>x ; y\n« z »</pre> : fin", "<pre>x ; y\n« z »</pre>⍽: fin"),
        ("a &amp; b &lt; c ; d&#39; e", "a &amp; b &lt; c˰; d&#39; e"),
    ],
)
def test_html(written: str, printed: str) -> None:
    assert drawn(typeset_html(written)) == printed


@given(st.text(alphabet="ab :;!?«»<>/&\u00a0\u202f.1\n", max_size=40))
def test_setting_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text)) == typeset(text)


@given(st.text(alphabet="ab :;!?«» .1\n", max_size=40))
def test_only_spaces_change(text: str) -> None:
    def bare(text: str) -> str:
        return "".join(text.split())

    assert bare(typeset(text)) == bare(text)
