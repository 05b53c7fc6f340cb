"""How an exact number of things is handed out over many pieces."""


class Quota:
    """Hands out `total` things over `takers` turns, each turn about its equal share; what one left the next gets."""

    def __init__(self, total: int, takers: int) -> None:
        self._total = total
        self._takers = takers
        self._turns = 0
        self.given = 0

    def next(self) -> int:
        """Return how many are due by the end of this turn."""
        self._turns += 1
        return max(0, self._total * self._turns // self._takers - self.given)
