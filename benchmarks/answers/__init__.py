"""The parts of `same_answers.py`: inputs made by rule, two checkouts asked, answers compared.

Nothing here imports the program: it is known by its commands alone, so that two checkouts
can be compared whose modules have nothing in common.
"""
