"""Where labels go: how wide a text is, how labels at line ends spread, where a free one fits."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Widths of Arial, in thousandths of the size (the widest of the fonts that a page may fall back
# on, so that a label measured here fits there too); 600 for whatever is not listed.
WIDTHS = {
    278: " !,./:;\\[]ft|I",
    222: "ijl'",
    333: "()-`r",
    355: '"',
    500: "cksvxyz",
    556: "abdeghnopqu0123456789#$£_?",
    889: "%",
    584: "+<=>~",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    611: "FTZ",
    778: "GOQ",
    833: "mM",
    944: "W",
}
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in the units of `size`, a little on the generous side."""
    thousandths = sum(WIDTH_OF.get(letter, 600) for letter in text)
    return thousandths / 1000 * size * (1.08 if bold else 1.03)


def wrapped(text: str, room: float, size: float, *, bold: bool = False, most: int = 3) -> list[str]:
    """The text in at most `most` lines that fit `room`; what is cut off is shown by an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return lines


@dataclass(frozen=True)
class Box:
    """A rectangle in the drawing's units, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The point of the box that is nearest to another point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def distance(self, x: float, y: float) -> float:
        """How far a point lies from the box."""
        return math.dist((x, y), self.nearest(x, y))

    def within(self, other: Box) -> bool:
        """Whether this box lies wholly inside the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.top >= other.top
            and self.bottom <= other.bottom
        )


@dataclass(frozen=True)
class Wanted:
    """A label's wish: the centre it names, its height, and how much it minds being moved."""

    centre: float
    height: float
    weight: float = 1.0


def spread(labels: Sequence[Wanted], low: float, high: float) -> list[float]:
    """Centres for labels, moved as little as may be so that none overlaps another.

    The weighted least squares solution that keeps their order (pool adjacent violators), held
    between `low` and `high`; when they do not all fit, they run over `high`, not over each other.
    """
    order = sorted(range(len(labels)), key=lambda i: labels[i].centre)
    offsets, total = [], 0.0
    for i in order:
        offsets.append(total + labels[i].height / 2)
        total += labels[i].height
    pools: list[tuple[float, float, int]] = []
    for i, offset in zip(order, offsets, strict=True):
        mean, weight, size = labels[i].centre - offset, labels[i].weight, 1
        while pools and pools[-1][0] > mean:
            before, heavy, count = pools.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, size = weight + heavy, size + count
        pools.append((mean, weight, size))
    tops = [mean for mean, _, size in pools for _ in range(size)]
    centres = [0.0] * len(labels)
    for i, offset, top in zip(order, offsets, tops, strict=True):
        centres[i] = max(low, min(top, high - total)) + offset
    return centres


def places(x: float, y: float, width: float, height: float, away: float) -> Iterator[Box]:
    """Boxes around a point, best place first: above, beside and below it, then farther away."""
    for distance in (away, away * 2, away * 4, away * 7):
        for across in (-0.5, 0.0, -1.0):
            for up in (True, False):
                top = y - distance - height if up else y + distance
                left = x + width * across + (distance / 2 if across == 0.0 else 0.0)
                left -= distance / 2 if across == -1.0 else 0.0
                yield Box(left, top, left + width, top + height)
        for left in (x + distance, x - distance - width):
            yield Box(left, y - height / 2, left + width, y + height / 2)


def anywhere(room: Box, width: float, height: float) -> Iterator[Box]:
    """Boxes all over a room, for a label that has found no place near what it names."""
    for column in range(int((room.right - room.left - width) / 10) + 1):
        for row in range(int((room.bottom - room.top - height) / 10) + 1):
            left, top = room.left + 10 * column, room.top + 10 * row
            yield Box(left, top, left + width, top + height)


def best_place(
    choices: Iterable[Box],
    named: tuple[float, float],
    room: Box,
    blocked: Sequence[Box],
    ink: Sequence[Box],
) -> Box | None:
    """The choice inside `room` that covers no other label, little ink, and is near what it names.

    Nine units farther away weigh as much as one drop of ink covered. None if no choice is free.
    """
    free = [
        box
        for box in choices
        if box.within(room) and not any(box.overlaps(label) for label in blocked)
    ]
    return min(
        free,
        key=lambda box: sum(box.overlaps(drop) for drop in ink) + box.distance(*named) / 9,
        default=None,
    )
