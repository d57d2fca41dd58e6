"""Reading sentences against the tables, and for what they say themselves.

    text ─ amounts ─▶ skeleton ─ tokens ─▶ words ─ segments ─▶ sentences ─ slots ─ crossings ─▶ figures ─▶ verdicts

`amounts` (for English: `english`) turns numbers into marks; `tokens` finds the declaration's
words; `segments` cuts sentences so that each number has its own words; `slots` says what is
counted, which lines, whose and when; `crossings` are the figures where they meet; `paragraph`
keeps all of one paragraph. `equality`, `universal`, `sums` over `lists`, `shares` and
`changes` judge what is claimed, `stocks` what changed within the year, `differences` two lines
against each other, `all_of` what is said of all of a number, `line_shares` shares of lines and
in words (`share_words`), `multiples` multiples and averages, `largest` what is said to be the
most; `readings` and `doubts` say what else it may mean; `verdicts` puts them together. `wording` needs no table: `references`, `bodies`, `marks`, `personal`.
What agrees, `agreeing` tells to who makes quotes of numbers.
`quoting` marks the words at fault in their sentence.
"""
