"""Changes that must not live: what readers of a strategy rely on, each with the reason.

(file, text that stands in it once, what it is changed to, why a reader relies on it)
"""
MATTER = [
    ("src/record/gate.c", "today + DUE_DAYS >= day", "today + DUE_DAYS > day", "a gate is due on the sixtieth day before it"),
]
