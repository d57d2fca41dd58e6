"""The catalogue of everything that can be wrong, one module per family of codes."""
