"""Twenty thousand random writes, in examples of fifty that each begin with a small world."""

from time import perf_counter

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from .ground import Ground
from .machine import RandomWrites
from .plan import Findings, Plan

EXAMPLES = {"sqlite": 400, "postgresql": 40}
STEPS = 50
LONGEST_TOLD = 6000


def random_writes(plan: Plan) -> Findings:
    """Write at random, and look after each write at what must hold."""
    ground = Ground(plan.fresh("world"))
    began = perf_counter()
    fault = write(ground, plan.times or EXAMPLES[plan.engine], STEPS, plan.seed)
    seconds = perf_counter() - began
    done = sum(number for status, number in ground.statuses.items() if status < 300)
    total = ground.statuses.total()
    row = {
        "writes": f"{total:,}",
        "done": f"{done / total:.0%}",
        **{str(status): f"{number:,}" for status, number in sorted(ground.statuses.items())},
        "examples": f"{ground.examples}",
        "seconds": f"{seconds:.0f}",
        "faults": str(int(fault is not None)),
    }
    return Findings([row], [] if fault is None else [fault[:LONGEST_TOLD]])


def write(
    ground: Ground, examples: int, steps: int, number: int, *, shrink: bool = True
) -> str | None:
    """Run so many examples of so many steps; gives what was found wrong in the shortest of them."""

    class Here(RandomWrites):
        """The machine on this ground."""

    Here.ground = ground
    told = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink) if shrink else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(Here), settings=told)
    except AssertionError as fault:
        return str(fault)
    return None
