"""From where to where letters stay whole, on the paper and in their place.

Given nothing; gives bounds, once, for what a reference document may ask for and for what a
document's proof accepts. Sizes in half points, lengths in twips.
"""

from __future__ import annotations

# 八号 is the smallest size of Chinese type; nothing of a report is set larger than 48 points.
SMALLEST, LARGEST = 10, 96
# Of 三号 two digits still go into 10 mm.
LARGEST_IN_CELLS = 32
# What an indent may take from a cell, or reach beyond the left edge of the text.
MOST_IN_CELLS = 120
# A line in 240ths of its letters: below it letters are cut.
LEAST_OF_A_LINE = 216
# Of a letter's height in half points: a line of exact height in twips, an indent's remainder of
# two characters, the tracking that still parts letters.
LINE_PER_SIZE, ROOM_PER_SIZE, APART_PER_SIZE = 10, 20, 10
# Half the height: further up or down, letters leave their line.
MOVED_PER_SIZE = 2
