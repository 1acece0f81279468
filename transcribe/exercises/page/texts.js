// The text: plain, with gaps, or line by line with styles.

import { Gaps } from "./gaps.js";
import { $, make, work } from "./dom.js";

export const STYLES = { "": "Paragraphe", title: "Titre", heading: "Intitulé de rubrique", list: "Élément de liste" };
function plainText(onChange) {
  const area = $("texte");
  area.addEventListener("input", onChange);
  return {
    read: () => ({ text: area.value }),
    write: (entry) => { area.value = entry.text; },
    focus: () => area.focus(),
    lines: () => area.value.split("\n").map((text) => ({ text, style: "" })),
    written: () => area.value,
  };
}
function styledText(onChange) {
  const plain = plainText(onChange);
  const area = $("texte");
  let styles = [];
  let before = [];
  // lines before and after the one changed keep their styles
  const follow = () => {
    const now = area.value.split("\n");
    let head = 0;
    while (head < now.length && head < before.length && now[head] === before[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(now.length, before.length) - head && now[now.length - 1 - tail] === before[before.length - 1 - tail]) tail += 1;
    const middle = now.slice(head, now.length - tail).map((_, n) => (head + n < before.length - tail ? styles[head + n] ?? "" : ""));
    styles = [...styles.slice(0, head), ...middle, ...(tail ? styles.slice(before.length - tail) : [])];
    before = now;
  };
  const show = () => {
    $("styles").replaceChildren(...before.flatMap((line, n) => {
      if (!line.trim()) return [];
      const start = line.length > 70 ? `${line.slice(0, 70)}…` : line;
      const label = make("label", { htmlFor: `style-${n}`, className: styles[n] ?? "" }, start);
      const select = make("select", { id: `style-${n}` });
      select.append(...Object.entries(STYLES).map(([value, text]) => make("option", { value, textContent: text, selected: value === (styles[n] ?? "") })));
      select.addEventListener("change", () => {
        styles[n] = select.value;
        label.className = select.value;
        onChange();
      });
      return [make("li", {}, label, select)];
    }));
  };
  area.addEventListener("input", () => { follow(); show(); }, { capture: true });
  return {
    ...plain,
    read: () => ({ text: area.value, styles: [...styles] }),
    write: (entry) => {
      area.value = entry.text;
      before = area.value.split("\n");
      styles = before.map((_, n) => entry.styles[n] ?? "");
      show();
    },
    lines: () => before.map((text, n) => ({ text, style: styles[n] ?? "" })),
  };
}
function gappedText(onChange) {
  const gaps = new Gaps($("texte"), { pieces: work.pieces, gaps: work.gaps, values: [] }, onChange);
  return {
    read: () => ({ gaps: gaps.current().styles, text: gaps.current().text }),
    write: (entry) => gaps.replaceAll({ styles: entry.gaps }),
    focus: () => gaps.focus(),
    lines: () => gaps.current().text.split("\n").map((text) => ({ text, style: "" })),
    written: () => gaps.current().text,
    fields: gaps.fields,
  };
}

const KINDS = { trous: gappedText, "mise-en-page": styledText };

/** The text of this exercise: read and written as entries `{text, styles, gaps}`. */
export function textOf(kind, onChange) {
  return (KINDS[kind] ?? plainText)(onChange);
}
