"""Plays every contender in every school, two at a time; the results do not depend on how many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context

from bench.engine.contenders import JOINTS, singles
from bench.engine.joint import JointBatch, JointMeasures, joint_batch, joint_measures
from bench.engine.measure import Batch, Measures, batch, measures
from bench.engine.scenarios import JOINT, scenario
from bench.engine.world import Scenario

SEED = 2
_PROCESSES = 2


@dataclass(frozen=True, slots=True)
class _Job:
    """One school met by one contender, which is its place in the registry."""

    scenario: str
    pupils: int
    contender: int
    school: int


def run(names: Sequence[str], pupils: int, joint_pupils: int) -> Iterator[Measures | JointMeasures]:
    """What each contender is worth in each of the scenarios, as soon as it is known."""
    jobs = [job for name in names for job in _jobs(name, joint_pupils if name == JOINT else pupils)]
    # Spawned, not forked: a child reads the number of threads of the numerical libraries when it starts.
    with get_context("spawn").Pool(_PROCESSES) as pool:
        done = zip(jobs, pool.imap(_play, jobs), strict=True)
        for (name, contender), results in groupby(done, key=lambda one: (one[0].scenario, one[0].contender)):
            yield _measures(name, contender, [result for _, result in results])


def _jobs(name: str, pupils: int) -> list[_Job]:
    schools = len(_scenario(name, pupils).schools)
    contenders = len(JOINTS if name == JOINT else singles(name))
    return [_Job(name, pupils, one, school) for one in range(contenders) for school in range(schools)]


def _play(job: _Job) -> Batch | JointBatch:
    world = _scenario(job.scenario, job.pupils)
    if job.scenario == JOINT:
        return joint_batch(JOINTS[job.contender], world, job.school)
    return batch(singles(job.scenario)[job.contender], world, job.school)


def _measures(name: str, contender: int, results: Sequence[Batch | JointBatch]) -> Measures | JointMeasures:
    if name == JOINT:
        joint = [result for result in results if isinstance(result, JointBatch)]
        return joint_measures(JOINTS[contender].make().name, joint)
    single = [result for result in results if isinstance(result, Batch)]
    return measures(singles(name)[contender]().name, name, single)


@lru_cache(maxsize=1)
def _scenario(name: str, pupils: int) -> Scenario:
    return scenario(name, pupils, SEED)
