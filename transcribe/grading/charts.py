"""Small charts as inline SVG: bars and lines, each with a text that says what it shows."""

from collections.abc import Sequence
from html import escape

_ROW = 28
_LEVEL_STEPS = 5
_COLORS = ("#0b5c8a", "#b3541e", "#2f7d4f", "#7a3e9d", "#a3161f", "#5b6875")


def bars(
    rows: Sequence[tuple[str, Sequence[float], str]],
    *,
    label: str,
    colors: Sequence[str] = _COLORS,
    maximum: float = 0,
    width: int = 860,
    names: int = 220,
) -> str:
    """Horizontal bars, parts side by side. A row is (name, parts, text at its end)."""
    top = maximum or max((sum(parts) for _, parts, _ in rows), default=1) or 1
    room = width - names - 70
    out = [f'<svg viewBox="0 0 {width} {len(rows) * _ROW + 6}" role="img" aria-label="{escape(label)}">']
    for number, (name, parts, text) in enumerate(rows):
        y = number * _ROW + 4
        out.append(f'<text x="{names - 8}" y="{y + 15}" text-anchor="end">{escape(_cut(name))}</text>')
        x = float(names)
        for part, color in zip(parts, colors, strict=False):
            size = room * part / top
            out.append(
                f'<rect x="{x:.1f}" y="{y}" width="{max(size, 0):.1f}" height="20" rx="2" fill="{color}"/>'
            )
            x += size
        out.append(f'<text x="{x + 6:.1f}" y="{y + 15}">{escape(text)}</text>')
    return "".join(out) + "</svg>"


def lines(
    series: Sequence[tuple[str, Sequence[float | None]]],
    steps: Sequence[str],
    *,
    label: str,
    maximum: float,
    bold: str = "",
    width: int = 860,
    height: int = 300,
) -> str:
    """One line a learner over the steps; the series called ``bold`` stands out among grey ones."""
    slanted = len(steps) > _LEVEL_STEPS
    left, right, top, bottom = (130 if slanted else 44), 150, 14, (130 if slanted else 46)
    height += bottom - 46
    dx = (width - left - right) / max(1, len(steps) - 1)
    out = [f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">']
    for tick in range(5):
        value = maximum * tick / 4
        y = height - bottom - (height - top - bottom) * tick / 4
        out.append(f'<line x1="{left}" y1="{y:.1f}" x2="{width - right}" y2="{y:.1f}" stroke="#d6dde4"/>')
        out.append(f'<text x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    for number, step in enumerate(steps):
        out.append(_step(left + dx * number, height - bottom + 22, step, slanted=slanted))
    for name, values in sorted(series, key=lambda one: one[0] == bold):
        points = [
            (left + dx * n, height - bottom - (height - top - bottom) * max(0.0, value) / maximum)
            for n, value in enumerate(values)
            if value is not None
        ]
        if points:
            out.append(_line(points, name, bold=name == bold))
    return "".join(out) + "</svg>"


def _step(x: float, y: float, name: str, *, slanted: bool) -> str:
    """The name of a step under the axis, slanted when there are many."""
    if not slanted:
        return f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{escape(_cut(name, 16))}</text>'
    turn = f'transform="rotate(-40 {x:.1f} {y})"'
    return f'<text x="{x:.1f}" y="{y}" text-anchor="end" {turn}>{escape(_cut(name, 22))}</text>'


def _line(points: Sequence[tuple[float, float]], name: str, *, bold: bool) -> str:
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


def _cut(text: str, size: int = 28) -> str:
    return text if len(text) <= size else text[: size - 1] + "…"
