"""The command line: what can be asked, how it is taken apart, what a console can show."""
