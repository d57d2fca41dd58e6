"""One module per command: each takes the arguments and gives an exit code."""
