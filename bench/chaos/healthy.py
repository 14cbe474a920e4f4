"""Some who ask as one should, steadily: `python -m bench.chaos.healthy PORT NUMBER SECONDS`.

It prints, as JSON, how long each request took in milliseconds, and how many failed.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, perf_counter, sleep

from .calling import Caller

PATHS = ("/v1/quotes?limit=10", "/v1/topics?limit=10", "/v1/meetings?limit=5", "/v1/search?q=talks")
PAUSE = 0.2
REST = 0.005


def ask(port: int, place: int, until: float) -> tuple[list[float], int]:
    """Ask again and again: the milliseconds that each request took, and how many failed."""
    caller, taken, failed = Caller(port), [], 0
    sleep(PAUSE * place / 32)
    while monotonic() < until:
        began = perf_counter()
        answer = caller.ask("GET", PATHS[len(taken) % len(PATHS)], {})
        taken.append(1000 * (perf_counter() - began))
        failed += answer.status != 200
        sleep(max(REST, PAUSE - taken[-1] / 1000))
    caller.close()
    return taken, failed


def main() -> None:
    """Ask with as many, for as long as the command line says."""
    port, number, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    until = monotonic() + seconds
    with ThreadPoolExecutor(number) as threads:
        found = list(threads.map(lambda place: ask(port, place, until), range(number)))
    taken = [each for one, _ in found for each in one]
    print(json.dumps({"taken": taken, "failed": sum(failed for _, failed in found)}))


if __name__ == "__main__":
    main()
