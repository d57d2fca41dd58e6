"""Reading sentences against the tables, and for what they say themselves.

    text ─ amounts ─▶ skeleton ─ phrases, denials ─▶ bindings ─ scope ─▶ claims ─▶ verdicts

`amounts` turns numbers into marks; `phrases` and `denials` find the declaration's words
that name a figure; `scope` says whose, which year's and of what kind it is; `claims` are
equality, parts of a whole, shares and changes; `verdicts` compares them with the tables
through `paragraph`. `wording` needs no table: `references`, `bodies`, `marks`, `personal`.
`quoting` marks the words at fault in their sentence.
"""
