"""Fault runs: what must hold while many write at once, and when a writer is killed.

`python -m bench.faults` runs them all on both engines, prints what each found as a table and ends
with 1 where something was wrong. What ran whole, on both engines and as often as the run itself
thinks enough, is written to `bench/FAULTS.md`; other runs are only printed.

`plan` says what a run is given and gives back, `__main__` lists the runs, `places` makes their
databases, `asking` sends requests, `result` writes it down. `writers` lets many write one record
and `repeats` send one POST many times. `kills` kills a `child` within one of the `works`, which
write the `generations` of an invented world; `soundness` reads the whole database and checks it,
`witness` compares kept answers with new ones.
"""
