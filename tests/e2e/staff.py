"""A school as it begins, over HTTP: from its operator to its first teacher."""

from tests.e2e.cast import Person, Stage
from tests.e2e.conftest import OPERATOR
from tests.e2e.test_schools import as_adult, founds, joins


async def first_teacher(stage: Stage) -> Person:
    """Mme Diallo, in her new school."""
    made = await stage.post("people", id=OPERATOR, first_name="Awa")
    operator = Person(stage, made["id"], "Awa")
    await as_adult(operator)
    payload = await founds(operator, "Collège des Tilleuls", "Réunion")
    diallo = await stage.person("Fatou")
    await as_adult(diallo)
    await joins(diallo, payload, "Mme Diallo")
    return diallo
