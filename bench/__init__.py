"""The benchmark: an invented database of a given size, served, loaded, and set beside the limit.

`python -m bench` builds what is missing, measures everything in one run, prints one report and
writes it to `bench/RESULTS.md`; `--quick` tries in minutes whether it works, `--help` lists the
rest. It needs wrk and, once, the package index for Datasette. What it builds is kept in
`bench/.data`, which can be deleted at any time.

`world` writes the invented database as files, `databases` loads them by the project's own command,
`servers` starts ours, the limit and the peer, `questions` says what is asked, `loads` asks by wrk,
`measuring` takes turns, `growth`, `search_cost` and `exporting` measure what wrk cannot, `targets`
says what is to be reached, `report` writes it down.

`python -m bench.explorer` is a run of its own: pages for people beside the calls that they show.
"""
