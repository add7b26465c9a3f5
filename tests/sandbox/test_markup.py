"""HTML parse mode: a table of what is read how, a table of what is refused, and a round trip of any tree."""

from html import escape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.entities import formatted
from sandbox.errors import ApiError
from sandbox.markup import Entity, parse_html, units
from sandbox.render import render

READ: list[tuple[str, str, list[Entity]]] = [
    ("plain", "plain", []),
    ("a &lt;b&gt; &amp;&quot; &#233; &#xE9; &eacute; & &nbsp;", 'a <b> &" é é &eacute; & &nbsp;', []),
    ("&amp", "&", []),
    ("<b>é</b>", "é", [{"type": "bold", "offset": 0, "length": 1}]),
    ("😀<B>a</B>", "😀a", [{"type": "bold", "offset": 2, "length": 1}]),
    ("<b>😀</>", "😀", [{"type": "bold", "offset": 0, "length": 2}]),
    ("<i></i>", "", []),
    ("<strong>a</strong>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
    ("<em>a</em>", "a", [{"type": "italic", "offset": 0, "length": 1}]),
    ("<ins>a</ins>", "a", [{"type": "underline", "offset": 0, "length": 1}]),
    ("<del>a</del>", "a", [{"type": "strikethrough", "offset": 0, "length": 1}]),
    ("<strike>a</strike>", "a", [{"type": "strikethrough", "offset": 0, "length": 1}]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [{"type": "spoiler", "offset": 0, "length": 1}]),
    ('<span class="tg-spoiler">a</span>', "a", [{"type": "spoiler", "offset": 0, "length": 1}]),
    ("<blockquote>a</blockquote>", "a", [{"type": "blockquote", "offset": 0, "length": 1}]),
    (
        "<blockquote expandable>a</blockquote>",
        "a",
        [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
    ),
    ("<code>a</code>", "a", [{"type": "code", "offset": 0, "length": 1}]),
    ("<pre>a</pre>", "a", [{"type": "pre", "offset": 0, "length": 1}]),
    (
        '<pre><code class="language-python">a</code></pre>',
        "a",
        [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
    ),
    (
        '<code class="language-sql"><pre>a</pre></code>',
        "a",
        [{"type": "pre", "offset": 0, "length": 1, "language": "sql"}],
    ),
    ('<code class="language-sql">a</code>', "a", [{"type": "code", "offset": 0, "length": 1}]),
    (
        '<a href="https://a.fr/?b=1&amp;c=2">a</a>',
        "a",
        [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.fr/?b=1&c=2"}],
    ),
    ("<a href='a.fr'>a</a>", "a", [{"type": "text_link", "offset": 0, "length": 1, "url": "http://a.fr/"}]),
    ("<a>a.fr</a>", "a.fr", [{"type": "text_link", "offset": 0, "length": 4, "url": "http://a.fr/"}]),
    ('<a href="javascript:alert(1)">a</a>', "a", []),
    (
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        "👍",
        [{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368324170671202286"}],
    ),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_what_is_read(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == (text, entities)


BROKEN: list[tuple[str, str]] = [
    ("<b>", 'Can\'t find end tag corresponding to start tag "b"'),
    ("é<x>a</x>", 'Unsupported start tag "x" at byte offset 2'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("<b>a</b", "Unclosed end tag at byte offset 4"),
    ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<a =b>a</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
    ('<a href="b', "Unclosed start tag at byte offset 0"),
    ("<a href=b/c>a</a>", "Unexpected end of name token at byte offset 8"),
    ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
    (
        "&#xD800;",
        "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
]


@pytest.mark.parametrize(("source", "words"), BROKEN)
def test_what_is_refused(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {words}",
    }


SHOWN: list[tuple[str, str, list[tuple[str, int, int]]]] = [
    ("  a  ", "a", []),
    ("<b> a </b>", "a", [("bold", 0, 1)]),
    ("a <b> </b>b", "a  b", []),
    ("<b>a<b>b</b></b>", "ab", [("bold", 0, 2)]),
    ("<code><b>a</b></code>", "a", [("code", 0, 1)]),
    ("<b><i>a</i></b>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
    ("<blockquote><b>a</b>b</blockquote>", "ab", [("blockquote", 0, 2), ("bold", 0, 1)]),
    ("/start et https://a.fr/b.", "/start et https://a.fr/b.", [("bot_command", 0, 6), ("url", 10, 14)]),
    ("😀 /aide", "😀 /aide", [("bot_command", 3, 5)]),
    ("<code>/aide</code>", "/aide", [("code", 0, 5)]),
    ("a@b.fr @lina #eté", "a@b.fr @lina #eté", [("email", 0, 6), ("mention", 7, 5), ("hashtag", 13, 4)]),
    ("et/ou 1/2 #1", "et/ou 1/2 #1", []),
    ("a\r\nb\tc", "a\nb c", []),
    ("\u202ea\u2028<b>b\u202e</b>&#x202e;", "ab", [("bold", 1, 1)]),
    ("<b>\u202e</b>a", "a", []),
    ("5\u202f% \u200f", "5\u202f% \u200f", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), SHOWN)
def test_what_people_see(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    seen, found = formatted(source, "HTML")
    assert (seen, [(each["type"], each["offset"], each["length"]) for each in found]) == (text, entities)


def test_explicit_entities_are_trimmed_with_the_text() -> None:
    text, entities = formatted("  😀 gras  ", None, [{"type": "bold", "offset": 4, "length": 7}])
    assert (text, entities) == ("😀 gras", [{"type": "bold", "offset": 3, "length": 4}])


TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "blockquote": "blockquote",
}
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("<>&\"'😀🇫🇷é"),
    min_size=1,
    max_size=8,
)
Tree = tuple[str, list["Tree | str"]]
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(st.sampled_from(sorted(TAGS)), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=12,
)


def written(tree: Tree | str) -> str:
    if isinstance(tree, str):
        return escape(tree, quote=False)
    tag = TAGS[tree[0]]
    return f"<{tag}>{''.join(map(written, tree[1]))}</{tag}>"


def meant(tree: Tree | str, offset: int = 0) -> tuple[str, list[Entity]]:
    if isinstance(tree, str):
        return tree, []
    text, entities = "", []
    for part in tree[1]:
        more, inner = meant(part, offset + units(text))
        text += more
        entities += inner
    return text, [*entities, {"type": tree[0], "offset": offset, "length": units(text)}]


@settings(deadline=None)  # the machine may be busy
@given(TREES)
def test_any_tree_is_read_as_it_was_meant(tree: Tree | str) -> None:
    assert parse_html(written(tree)) == meant(tree)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.open: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "onclick" not in dict(attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


ENTITIES = st.builds(
    lambda kind, offset, length: {"type": kind, "offset": offset, "length": length, "url": "https://a.fr"},
    st.sampled_from([*TAGS, "text_link", "code", "pre", "bot_command", "url", "mention"]),
    st.integers(0, 12),
    st.integers(1, 12),
)


@settings(deadline=None)  # the machine may be busy
@given(WORDS, st.lists(ENTITIES, max_size=5))
def test_rendering_is_well_formed_and_says_the_text(text: str, entities: list[Entity]) -> None:
    page = Page()
    page.feed(render(text, entities))
    page.close()
    assert (page.text, page.open) == (text, [])


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=60) | st.text("<>/ab =\"'&#x;", max_size=40))
def test_any_source_is_read_or_refused_in_words(source: str) -> None:
    try:
        text, entities = formatted(source, "HTML")
    except ApiError as refused:
        assert refused.code == 400
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(text)


HTML: list[tuple[str, str]] = [
    ("<b>a<i>b</i></b>&lt;", "<b>a<i>b</i></b>&lt;"),
    (
        '<a href="https://a.fr/?q=%22&amp;b">a</a>',
        '<a href="https://a.fr/?q=%22&amp;b" target="_blank" rel="noopener noreferrer">a</a>',
    ),
    ("<tg-spoiler>a</tg-spoiler>", '<span class="tg-spoiler">a</span>'),
    (
        '<pre><code class="language-a&quot;b">x</code></pre>',
        '<pre><code class="language-a&quot;b">x</code></pre>',
    ),
    ("/aide", '<a href="#" class="bot-command" data-command="/aide">/aide</a>'),
    ("tg://a", '<a href="tg://a" target="_blank" rel="noopener noreferrer">tg://a</a>'),
    ("a@b.fr", '<a href="mailto:a@b.fr" target="_blank" rel="noopener noreferrer">a@b.fr</a>'),
]


@pytest.mark.parametrize(("source", "shown"), HTML)
def test_how_the_page_draws_it(source: str, shown: str) -> None:
    assert render(*formatted(source, "HTML")) == shown
