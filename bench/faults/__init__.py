"""Fault runs: what must hold while many write at once, and when a writer is killed.

`python -m bench.faults` runs them all on both engines, prints what each found as a table, writes it
to `bench/FAULTS.md` and ends with 1 where something was wrong. `plan` says what a run is given and
gives back; `__main__` lists the runs.
"""
