"""Templates and expressions of the bank: jinja2 in a sandbox that cannot run away."""

from collections.abc import Iterable, Mapping, Sized
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, Undefined, nodes, pass_context
from jinja2 import Template as JinjaTemplate
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import ContentError

Values = Mapping[str, Any]

MOST_ROUNDS = 20_000
MOST_CHARACTERS = 200_000
MOST_DIGITS = 1_000
_METER = " meter"  # no template can name it


Place = tuple[str | int, ...]
"""Where something stands in a file: keys and positions, from the outside in."""


class TemplateBroken(ContentError):
    """A template or expression that cannot be read or evaluated: why, and where it stands."""

    def __init__(self, why: str, place: Place = ()) -> None:
        super().__init__(why)
        self.place = place


class _Meter:
    """Counts the rounds of all loops of one variant."""

    def __init__(self) -> None:
        self._left = MOST_ROUNDS

    def charge(self, rounds: int) -> None:
        self._left -= rounds
        if self._left < 0:
            raise TemplateBroken(f"it loops more than {MOST_ROUNDS} times")

    def run(self, items: Iterable[Any]) -> Any:
        sized = items if isinstance(items, Sized) else list(islice(items, self._left + 1))
        self.charge(len(sized))
        return sized


@pass_context
def _range(context: Context, *bounds: int) -> range:
    numbers = range(*bounds)
    context.parent[_METER].charge(len(numbers))
    return numbers


@pass_context
def _metered(context: Context, items: Iterable[Any]) -> Any:
    return context.parent[_METER].run(items)


_FUNCTIONS: dict[str, Any] = {
    "range": _range,
    "min": min,
    "max": max,
    "round": round,
    "len": len,
    "sum": sum,
    "sorted": sorted,
}

# Chance, and paddings of any width, have no place in a variant.
_NO_FILTERS = ("random", "center", "pprint", "safe", "urlize", "xmlattr")

_NO_STATEMENTS = (
    nodes.Macro,
    nodes.CallBlock,
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
)


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**"])

    def __init__(self, autoescape: bool) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=autoescape, keep_trailing_newline=True)
        self.globals = dict(_FUNCTIONS)
        self.filters["metered"] = _metered
        for name in _NO_FILTERS:
            del self.filters[name]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if _size(operator, left, right) > MOST_DIGITS:
            raise TemplateBroken("it computes something too large")
        return super().call_binop(context, operator, left, right)


def _size(operator: str, left: Any, right: Any) -> float:
    """About how many elements or digits the result of a product or a power has."""
    if operator == "**":
        return float(len(str(left)) * abs(right))
    for items, times in ((left, right), (right, left)):
        if isinstance(items, Sized):
            return float(len(items) * times)
    return len(str(left)) + len(str(right))


@cache
def _environment(html: bool) -> _Environment:
    return _Environment(autoescape=html)


def context_of(values: Values) -> dict[str, Any]:
    """The names a template sees: the parameters and the functions, with a fresh count of loops."""
    return {**_FUNCTIONS, **values, _METER: _Meter()}


def is_template(source: str) -> bool:
    """False for a text that stays as it is whatever the parameters."""
    return "{{" in source or "{%" in source or "{#" in source


class Template:
    """A text with holes, written at `place`; `html` says that what fills the holes is escaped.

    Raises TemplateBroken when it cannot be read.
    """

    __slots__ = ("_place", "_template")

    def __init__(self, source: str, place: Place, html: bool = False) -> None:
        self._place = place
        self._template = _compiled(source, place, html)

    def render(self, names: dict[str, Any]) -> str:
        """The text for the names of `context_of`. Raises TemplateBroken when it cannot be filled."""
        return _run(self._template, _context(self._template, names), self._place)


class Expression:
    """A value computed from the parameters, written at `place`. Raises TemplateBroken if it is unreadable."""

    __slots__ = ("_place", "_template")

    def __init__(self, source: str, place: Place) -> None:
        self._place = place
        self._template = _compiled("{% set result = (" + source + ") %}", place, html=False)

    def value(self, names: dict[str, Any]) -> Any:
        """The value, for the names of `context_of`. Raises TemplateBroken when it cannot be computed."""
        context = _context(self._template, names)
        _run(self._template, context, self._place)
        try:
            return _plain(context.vars["result"])
        except Exception as error:
            raise TemplateBroken(_said(error), self._place) from error


def _context(template: JinjaTemplate, names: dict[str, Any]) -> Context:
    """As `new_context` makes it, without its search for globals: `names` has everything."""
    return Context(template.environment, names, template.name, {})


def _run(template: JinjaTemplate, context: Context, place: Place) -> str:
    parts: list[str] = []
    size = 0
    try:
        for part in template.root_render_func(context):
            size += len(part)
            if size > MOST_CHARACTERS:
                raise TemplateBroken(f"it makes more than {MOST_CHARACTERS} characters")
            parts.append(part)
    except Exception as error:
        raise TemplateBroken(_said(error), place) from error
    return "".join(parts)


def _plain(value: Any) -> Any:
    """Lists and mappings all the way down: what was to be computed later, or is undefined, is known now."""
    if isinstance(value, Undefined):
        raise TemplateBroken(_said_undefined(value))
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [_plain(item) for item in islice(value, MOST_ROUNDS)]
    raise TemplateBroken(f"it gives a {type(value).__name__}, which is neither text, number nor list")


def _compiled(source: str, place: Place, html: bool) -> JinjaTemplate:
    try:
        return _parsed(source, html)
    except (TemplateError, TemplateBroken, RecursionError) as error:
        raise TemplateBroken(_said(error), place) from error


@lru_cache(maxsize=8192)  # short ones such as {{ prenom }} come back in many challenges
def _parsed(source: str, html: bool) -> JinjaTemplate:
    environment = _environment(html)
    tree = environment.parse(source)
    _restrict(tree, environment)
    return environment.from_string(tree)


def _restrict(tree: nodes.Template, environment: Environment) -> None:
    for statement in tree.find_all(_NO_STATEMENTS):
        raise TemplateBroken(f"{type(statement).__name__.lower()} is not allowed in a template")
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise TemplateBroken("a recursive loop is not allowed in a template")
        loop.iter = nodes.Filter(loop.iter, "metered", [], [], None, None, lineno=loop.lineno)
        loop.iter.set_environment(environment)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _said_undefined(value: Undefined) -> str:
    try:
        str(value)
    except TemplateError as error:
        return _said(error)
    return "it uses something undefined"
