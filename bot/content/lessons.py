"""What can be measured of a tutorial."""

from typing import Protocol

from bot.content.markup import visible


class Lesson(Protocol):
    """A tutorial, as written in a file or as read in the bank."""

    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def try_(self) -> str: ...


def words_in(lesson: Lesson) -> int:
    """The words of a tutorial, its title and its task included; signs that stand alone are not words."""
    words = " ".join(visible(text) for text in (lesson.title, lesson.body, lesson.try_)).split()
    return sum(any(char.isalnum() for char in word) for word in words)
