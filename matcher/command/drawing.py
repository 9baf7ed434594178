"""A small drawing of how satisfied people are, for a terminal of any width and colour."""

from collections.abc import Sequence

EIGHTHS = " ▏▎▍▌▋▊▉█"
WIDTH = 32


def satisfaction_drawing(satisfied: Sequence[float], *, width: int = WIDTH) -> list[str]:
    """One line for each tenth of 0..1 between the least and the most satisfied, with a bar for how many they are.

    >>> for line in satisfaction_drawing([0.31, 0.35, 0.52], width=4): print(line)
     30–40 %   ████  2
     40–50 %         0
     50–60 %   ██    1
    """
    tenths = [min(int(value * 10 + 0.01), 9) for value in satisfied]  # what is rounded down counts as it is shown
    if not tenths:
        return []
    counts = [tenths.count(tenth) for tenth in range(10)]
    shown = range(min(tenths), max(tenths) + 1)
    most, digits = max(counts), len(str(max(counts)))
    return [f"{_tenth(tenth)}  {bar(counts[tenth] / most, width=width)}  {counts[tenth]:>{digits}}" for tenth in shown]


def _tenth(number: int) -> str:
    return f"{number * 10:>3}–{number * 10 + 10} %".ljust(9)


def bar(share: float, *, width: int) -> str:
    """A bar of so many characters, filled by a share of 0..1 in eighths of a character; nothing is drawn as a sliver.

    >>> bar(0.5, width=3), bar(0.001, width=3)
    ('█▌ ', '▏  ')
    """
    eighths = max(round(share * width * 8), 1 if share else 0)
    whole, part = divmod(eighths, 8)
    return f"{'█' * whole}{EIGHTHS[part] if part else ''}".ljust(width)
