"""Structured data of a conflict and its peace process, every fact traceable to its source.

Parties, persons, agreements, mediators, meetings, events and quotes are records with permanent ids.
Every record tells where in which document it stands; imprecise dates stay imprecise; where
documents differ, both versions are shown. Reads need no key.

**Asking.** Each field has one typed parameter. Several values, joined by commas, mean *or*; several
parameters mean *and*. `__not` is the complement, `__gte` and `__lte` bound a range, `__null` asks
for what is unknown. Dates are asked for as precisely as you like (`signed=2020`,
`said__gte=2023-05`); `date_match` says whether a record's days must lie within the period
(`certain`) or only overlap it (`possible`).

**Pages.** `limit` and `cursor`; follow `links.next`. Order is total and cursors are stable.
`meta.total` is exact up to 1,000.

**Related records.** `include=signatories.party,evidence` brings parts and referenced records along.

**Writing** needs a token (*Authorize*) and a `reason`, which the history tells. What GET gives, PUT
takes back; PATCH is JSON Merge Patch. A change sends the `ETag` with which the record was read as
`If-Match`, so nobody's work is overwritten. Nothing is lost: withdrawn records answer 410 with the
reason and can be restored, merges can be taken back, `revision=` shows a record as it was,
`/history` who changed what and why, `/v1/changes` all of it in order.

**Errors** are Problems (RFC 9457) that name the parameter, the value, what is allowed and what may
be meant.
"""
