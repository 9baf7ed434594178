"""What the pattern page shows in its parts: the cast, a few meetings, six words."""

from typing import Any

SAMPLES: dict[str, Any] = {
    "swatches": [
        ("c-paper", "paper"),
        ("c-lift", "paper-lift"),
        ("c-deep", "paper-deep"),
        ("c-ink", "ink"),
        ("c-soft", "ink-soft"),
        ("c-one", "one"),
        ("c-onew", "one-wash"),
        ("c-two", "two"),
        ("c-twow", "two-wash"),
        ("c-rub", "rubric"),
    ],
    "beats": ["met", "met", "bar", "met", "moved", "met", "bar", "met", "met", "bar", "next"],
    "facts": [
        ("What may leave", "My own learning may leave, your story may not."),
        ("Advice", "Only when asked, after questions."),
    ],
    "steps": ["full", "full", "full", "full", "full", "open", "open", "none"],
    "words": ["harbour", "lentil", "violin", "moss", "ticket", "ember"],
}
