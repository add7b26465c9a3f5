"""What is believed of a pupil's ability before any answer, from the class alone.

These are assumptions until enough pupils have answered to estimate them: pupils of collège sit mostly at
levels 1 to 4, a year of school is worth 0.4 level, and the seven classes together are the whole population
(mean 3, sd 1.5). A mean that is wrong by 0.8 level costs 0.02 to 0.06 level of error after 15 questions
(simulated), so a rough table is better than none.
"""

from bot.engine.estimation import Prior

SD = 1.27
"""Within a class: 1.27² and the variance between the means below, 0.8², make 1.5²."""
MEANS = {"6e": 1.8, "5e": 2.2, "4e": 2.6, "3e": 3.0, "2de": 3.4, "1re": 3.8, "tle": 4.2}
"""Of the ability in any competence, in levels of difficulty, by class of collège and lycée."""


def population(grade: str | None) -> Prior:
    """The prior of a pupil of this class; any pupil's when the class is not known, or not in the table."""
    return Prior(MEANS[grade], SD) if grade in MEANS else Prior()
