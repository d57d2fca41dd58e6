"""Reading sentences: numbers → phrases → scope → claims → verdicts."""
