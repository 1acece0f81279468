// A text that is read, not written, with passages marked in it. It has a caret: words are chosen by mouse or keyboard.

const WORD = /[\p{L}\p{N}]/u;

function spansOf(spans, length) {
  const kept = [];
  for (const span of [...spans].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (span.from >= 0 && span.to <= length && !kept.some((one) => span.from < one.to && one.from < span.to)) kept.push(span);
  }
  return kept.sort((a, b) => a.from - b.from);
}

export class Marked {
  /** @param {HTMLElement} root a contenteditable in which nothing is written; `onChoice` is told of every new choice */
  constructor(root, text, onPassage) {
    Object.assign(this, { root, text, onPassage, spans: [], chosen: [0, 0] });
    for (const kind of ["beforeinput", "dragstart", "drop", "paste", "cut"]) {
      root.addEventListener(kind, (event) => event.preventDefault());
    }
    for (const kind of ["input", "compositionend"]) root.addEventListener(kind, () => this.draw(this.spans)); // a dead key
    root.addEventListener("click", (event) => {
      const mark = event.target.closest?.("mark");
      if (mark && getSelection().isCollapsed) this.onPassage(mark.dataset.id);
    });
    document.addEventListener("selectionchange", () => this.choose());
  }

  /** Draws the text with `spans`: `{from, to, id, state, kind, new}`; of two that overlap, the longer shows. */
  draw(spans) {
    this.spans = spans;
    const shown = spansOf(spans, this.text.length);
    let start = 0;
    const paragraphs = this.text.split("\n").map((line) => {
      const paragraph = this.paragraph(start, start + line.length, shown);
      start += line.length + 1;
      return paragraph;
    });
    this.root.replaceChildren(...paragraphs);
  }

  paragraph(start, end, spans) {
    const paragraph = document.createElement("p");
    let at = start;
    for (const span of spans) {
      const [from, to] = [Math.max(span.from, start), Math.min(span.to, end)];
      if (from >= to) continue;
      if (from > at) paragraph.append(this.text.slice(at, from));
      const mark = document.createElement("mark");
      Object.assign(mark.dataset, { id: span.id, state: span.state, kind: span.kind, new: span.new });
      mark.append(this.text.slice(from, to));
      paragraph.append(mark);
      at = to;
    }
    if (at < end) paragraph.append(this.text.slice(at, end));
    if (!paragraph.childNodes.length) paragraph.append(document.createElement("br"));
    return paragraph;
  }

  /** Where a place of the page is in the text. */
  offset(node, within) {
    let start = 0;
    for (const paragraph of this.root.children) {
      const length = paragraph.textContent.length;
      if (paragraph.contains(node)) {
        const range = document.createRange();
        range.setStart(paragraph, 0);
        range.setEnd(node, within);
        return start + range.toString().length;
      }
      start += length + 1;
    }
    return within === 0 ? 0 : this.text.length; // the root itself
  }

  choose() {
    const selection = getSelection();
    if (!selection.rangeCount || !this.root.contains(selection.anchorNode) || !this.root.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    this.chosen = [this.offset(range.startContainer, range.startOffset), this.offset(range.endContainer, range.endOffset)];
  }

  /** The whole words of the choice, or the word of the caret: `[from, to]`; null where there is none. */
  get words() {
    this.choose(); // the event that tells of a new choice may come after the key that uses it
    let [from, to] = this.chosen;
    while (from < to && !WORD.test(this.text[from])) from += 1;
    while (to > from && !WORD.test(this.text[to - 1])) to -= 1;
    const inside = (at) => WORD.test(this.text[at] ?? "") || (this.text[at] === "-" && WORD.test(this.text[at - 1] ?? "") && WORD.test(this.text[at + 1] ?? ""));
    while (from > 0 && inside(from - 1)) from -= 1;
    while (to < this.text.length && inside(to)) to += 1;
    return from < to ? [from, to] : null;
  }

  place(at) {
    let start = 0;
    for (const paragraph of this.root.children) {
      const length = paragraph.textContent.length;
      if (at <= start + length) {
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        let left = at - start;
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (left <= node.length) return [node, left];
          left -= node.length;
        }
        return [paragraph, 0];
      }
      start += length + 1;
    }
    return [this.root, this.root.childNodes.length];
  }

  /** Shows a passage: highlighted, and in sight. */
  show(from, to) {
    const range = document.createRange();
    range.setStart(...this.place(from));
    range.setEnd(...this.place(to));
    if (window.Highlight) CSS.highlights.set("present", new Highlight(range));
    (range.startContainer.parentElement ?? this.root).scrollIntoView({ block: "nearest" });
  }
}
