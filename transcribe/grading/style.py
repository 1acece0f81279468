"""The look shared by the pages."""
# ruff: noqa: E501

from html import escape

from transcribe.core.html import asset, page_policy
from transcribe.grading.needs import USUAL, Needs

# a table of mistakes as blocks, one under the other, where its columns would be too narrow
_BLOCKS = """.faults,.faults tbody,.faults tr,.faults td{display:block}.faults thead{display:none}
.faults td,.faults td.n{border:0;text-align:left;padding:.1rem 0}.faults tr{border-bottom:1px solid var(--line);padding:.6rem 0}
.faults td:first-child::before{content:"Faute "}.faults td:last-child::after{content:" pt"}.tag{white-space:normal}
"""
CSS = """
:root{--ink:#1c2733;--soft:#5b6875;--line:#d6dde4;--paper:#fff;--ground:#f3f5f7;--accent:#0b5c8a;
--grave:#a3161f;--grave-bg:#fde8e8;--light:#8a5300;--light-bg:#fff1d6;--good:#11663c;--good-bg:#e2f4e9}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:17px/1.6 "Segoe UI","Liberation Sans",Arial,sans-serif}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
header.top{display:flex;justify-content:space-between;gap:1.5rem;align-items:flex-start;flex-wrap:wrap}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .2rem}h2{font-size:1.2rem;margin:0 0 .8rem}h3{font-size:1.05rem;margin:1rem 0 .2rem}
p{margin:.3rem 0}.soft{color:var(--soft)}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.2rem 1.4rem;margin-top:1.2rem}
.mark{background:var(--accent);color:#fff;border-radius:10px;padding:.6rem 1.1rem;text-align:center;white-space:nowrap}
.mark b{font-size:2rem;line-height:1.1;display:block}
.sheet p{margin:.15rem 0}
.bad{border-radius:4px;padding:0 .15em;text-decoration:line-through;text-decoration-thickness:2px}
.grave{background:var(--grave-bg);color:var(--grave)}.light{background:var(--light-bg);color:var(--light)}
ins{text-decoration:none;border-bottom:2px solid var(--good);color:var(--good);background:var(--good-bg);padding:0 .15em;
border-radius:4px}
.good{color:var(--good)}.waived{background:var(--good-bg);color:var(--good);border-radius:4px;padding:0 .15em}
sup a{font-weight:700;color:inherit;text-decoration:none;padding:0 .15em}a:focus-visible{outline:3px solid var(--accent)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);
vertical-align:top}th{font-size:.85rem;color:var(--soft);font-weight:600}td.n,th.n{text-align:right;
font-variant-numeric:tabular-nums;white-space:nowrap}
.tag{display:inline-block;border-radius:1em;padding:.05rem .65rem;font-size:.85rem;font-weight:600;white-space:nowrap}
.wrap{overflow-x:auto}
tbody th{font-size:inherit;color:inherit;font-weight:400}
.heat thead th.n{writing-mode:vertical-rl;transform:rotate(180deg);text-align:left;padding:.4rem .2rem}.heat td.n{text-align:center}
.heat tbody th,.names tbody th{white-space:nowrap}
.heat1{background:#fbf1e0}.heat2{background:#f7e3c2}.heat3{background:#f3d4a3}.heat4{background:#efc685}.heat5{background:#ebb866}
.bars{table-layout:fixed}.bars th,.bars td{border:0;padding:.2rem .6rem .2rem 0;vertical-align:middle}
.bars th{width:14rem;text-align:right;overflow-wrap:anywhere}.bars .value{width:11rem;font-variant-numeric:tabular-nums}
.bar svg{width:100%;height:1.2rem;border-radius:3px}
.hear{font:inherit;font-size:.9rem;font-weight:600;color:var(--accent);background:#fff;border:2px solid var(--accent);
border-radius:8px;padding:.25rem .8rem;margin-top:.3rem;cursor:pointer}.hear:hover,.hear[aria-pressed=true]{background:var(--accent);color:#fff}
.hear:focus-visible,audio:focus-visible,.wrap:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
audio.dictation{width:100%}
.lines{min-width:40rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.cards{margin-top:1rem;display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.8rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.card b{font-size:1.5rem;display:block}
svg{max-width:100%;height:auto;display:block}svg text{font:13px "Segoe UI","Liberation Sans",Arial,sans-serif;fill:var(--ink)}
ul,ol{margin:.3rem 0;padding-left:1.4rem}
@media (max-width:40rem){main{padding:1rem .6rem 3rem}section{padding:.9rem .8rem}.bars th{width:36%}.bars .value{width:26%}}
@media print{body{background:#fff;font-size:11.5pt}section,.card{border-color:#bbb;break-inside:avoid-page}
section.sheet,section.list{break-inside:auto}tr{break-inside:avoid}main{padding:0;max-width:none}
audio,.hear{display:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
"""
CSS += f"@media (max-width:40rem){{{_BLOCKS}}}\n"


def sheet_script() -> str:
    """The script that plays a sheet's passages; it needs the page's ``audio.dictation`` and ``button.hear``."""
    return asset("transcribe.grading", "sheet.js")


def page(title: str, body: str, *, css: str = "", script: str = "") -> str:
    """A whole page, self-contained; the policy names its style and its script by their digests.

    Nothing is fetched but audio that stands beside the page.
    """
    style = CSS + css
    code = f"<script>{script}</script>" if script else ""
    return (
        '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{page_policy(style, script)}">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n<body><main>\n{body}\n</main>{code}</body></html>\n"
    )


def needs_css(needs: Needs) -> str:
    """The style sheet that brings a page to the layout a learner needs; empty as usual."""
    if needs == USUAL:
        return ""
    return (
        f'body{{font:{max(17, needs.size * 4 / 3):.1f}px/{max(1.6, needs.line_spacing):g} "{needs.font}",'
        '"Segoe UI","Liberation Sans",Arial,sans-serif;'
        f"letter-spacing:{needs.letter_spacing:g}pt;word-spacing:{needs.letter_spacing * 2.5:g}pt}}"
        "h1{font-size:1.4em}h2{font-size:1.15em}th,.tag{font-size:.9em}p,li,td{max-width:45em}"
        f"{_BLOCKS}"
    )


def scrolling(content: str, name: str) -> str:
    """Something wide that scrolls sideways, by keyboard too."""
    return f'<div class="wrap" tabindex="0" role="region" aria-label="{escape(name)}">{content}</div>'
