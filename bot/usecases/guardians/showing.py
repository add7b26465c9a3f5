"""Whether the adults who follow a pupil get a result."""

from enum import StrEnum


class Shown(StrEnum):
    """What becomes of a result."""

    NOBODY = "nobody"  # nobody follows the pupil, or there is no result
    OFFERED = "offered"  # the pupil may show it
    SHOWN = "shown"  # by the pupil
    BY_TEACHER = "by_teacher"  # whatever ends from now on is shown; the pupil may show what ended before


MAY_SHOW = {Shown.OFFERED, Shown.BY_TEACHER}
