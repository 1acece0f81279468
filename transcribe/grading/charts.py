"""Small charts for pages that may run no script and take no inline style: bars in a table, lines as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_CROWDED = 5
_COLORS = ("#0b5c8a", "#b3541e", "#2f7d4f", "#7a3e9d", "#a3161f", "#5b6875")

Point = tuple[float, float]


def bars(
    rows: Sequence[tuple[str, Sequence[float], str]],
    *,
    label: str,
    head: tuple[str, str],
    colors: Sequence[str] = _COLORS,
    maximum: float = 0,
) -> str:
    """Horizontal bars, parts side by side, as a table that is read aloud as one.

    A row is (name, parts, text of its value); ``head`` names the columns of names and of values.
    """
    top = maximum or max((sum(parts) for _, parts, _ in rows), default=1) or 1
    out = [
        f'<table class="bars"><caption class="hidden">{escape(label)}</caption><thead class="hidden"><tr>'
        f'<th scope="col">{escape(head[0])}</th><td></td><th scope="col">{escape(head[1])}</th></tr></thead><tbody>'
    ]
    for name, parts, text in rows:
        x, drawn = 0.0, ""
        for part, color in zip(parts, colors, strict=False):
            size = max(0.0, 100 * part / top)
            drawn += f'<rect x="{x:.2f}" y="0" width="{size:.2f}" height="10" fill="{color}"/>'
            x += size
        drawing = f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'
        out.append(
            f'<tr><th scope="row">{escape(name)}</th><td class="bar">{drawing}</td>'
            f'<td class="value">{escape(text)}</td></tr>'
        )
    return "".join(out) + "</tbody></table>"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a chart's values stand in its drawing."""

    low: float
    high: float
    top: float
    width: int = 860
    height: int = 330
    left: int = 44
    right: int = 120
    above: int = 14
    below: int = 70

    def x(self, value: float) -> float:
        room = self.width - self.left - self.right
        return self.left + room * (value - self.low) / ((self.high - self.low) or 1)

    def y(self, value: float) -> float:
        return self.height - self.below - (self.height - self.above - self.below) * max(0.0, value) / self.top


def lines(
    series: Sequence[tuple[str, Sequence[Point]]],
    ticks: Sequence[tuple[float, str]],
    *,
    label: str,
    maximum: float,
    bold: str = "",
) -> str:
    """One line a name over a common axis, whose ``ticks`` are (place, text); the one called ``bold`` stands out."""
    places = [x for _, points in series for x, _ in points] + [x for x, _ in ticks]
    crowded = len(ticks) > _CROWDED
    frame = _Frame(
        min(places, default=0),
        max(places, default=1),
        maximum,
        left=90 if crowded else 60,
        below=120 if crowded else 60,
    )
    out = [
        f'<svg class="lines" viewBox="0 0 {frame.width} {frame.height}" role="img" aria-label="{escape(label)}">'
    ]
    for step in range(5):
        y, value = frame.y(maximum * step / 4), maximum * step / 4
        out.append(
            f'<line x1="{frame.left}" y1="{y:.1f}" x2="{frame.width - frame.right}" y2="{y:.1f}" stroke="#d6dde4"/>'
        )
        out.append(f'<text x="{frame.left - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    out += [
        _tick(frame.x(place), frame.height - frame.below + 22, text, slanted=crowded) for place, text in ticks
    ]
    for name, points in sorted(series, key=lambda one: one[0] == bold):
        drawn = [(frame.x(x), frame.y(y)) for x, y in points]
        if drawn:
            out.append(_line(drawn, name, bold=name == bold))
    return "".join(out) + "</svg>"


def _tick(x: float, y: float, name: str, *, slanted: bool) -> str:
    """A text under the axis, slanted when there are many."""
    if not slanted:
        return f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{escape(_cut(name, 24))}</text>'
    turn = f'transform="rotate(-40 {x:.1f} {y})"'
    return f'<text x="{x:.1f}" y="{y}" text-anchor="end" {turn}>{escape(_cut(name, 22))}</text>'


def _line(points: Sequence[Point], name: str, *, bold: bool) -> str:
    color, size = ("#0b5c8a", 3.5) if bold else ("#9aa7b3", 1.2)
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 if bold else 2.5}" fill="{color}"/>' for x, y in points
    )
    x, y = points[-1]
    text = (
        f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" font-weight="700">{escape(_cut(name, 18))}</text>'
        if bold
        else ""
    )
    title = f"<title>{escape(name)}</title>"
    line = f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="{size}"/>'
    return f"<g>{title}{line}{dots}{text}</g>"


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
