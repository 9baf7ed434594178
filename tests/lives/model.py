"""The life of a partnership as a member would tell it, for test_machine to compare the product with."""

DAYS = {"trial": 21, "active": 91, "held": 90, "closing": 30}


class Model:
    """What a member would say of it from memory. It knows no table of the product."""

    def __init__(self, size: int) -> None:
        self.size, self.phase, self.before, self.worked = size, "contracting", "contracting", "contracting"
        self.until: int | None = None
        self.signed: list[set[int]] = []
        self.reached: set[int] = set()
        self.said: dict[int, str] = {}
        self.met = 0
        self.parts_on: int | None = None
        self.gone: set[int] = set()

    def go(self, phase: str, *, today: int, days: int | None = None) -> None:
        if phase == "held":
            self.before = self.phase
        if phase == "contracting" and self.in_force is not None:
            phase = "trial"
        self.phase, self.said, self.met = phase, {}, 0
        if phase in {"contracting", "trial", "active"}:
            self.worked = phase
        days = days or DAYS.get(phase)
        self.until = today + days if days else None

    def settle(self, *, today: int) -> None:
        if len(self.said) < self.staying:
            return
        words = set(self.said.values())
        if self.phase in {"closed", "ended"}:
            self.said = {}
        if self.phase == "trial" and self.met >= 2:
            self.go("active", today=today)
        elif self.phase == "held":
            self.go(self.before, today=today)
        elif self.phase == "reviewing":
            self.go("closing" if words & {"rematch", "finish"} else self.worked, today=today)

    @property
    def staying(self) -> int:
        return self.size - len(self.gone)

    @property
    def in_force(self) -> int | None:
        newest = max(self.reached, default=None)
        return newest if newest is not None and len(self.signed[newest - 1]) == self.size else None
