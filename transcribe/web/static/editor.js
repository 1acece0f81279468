// The editor: paragraphs with a style, plain text in and out, doubts painted beside the text and never inside it.
//
// A screen reader reads paragraphs; a doubt is a CSS highlight of the type « spelling-error », so that it is announced
// as a spelling mistake is. Only text is pasted.

import {
  EditorState, EditorView, Fragment, Schema, Slice, baseKeymap, history, keymap, redo, undo,
} from "./vendor/prosemirror.js";

const TAGS = { title: "h2", heading: "h3", list: "p", "": "p" };

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: {
      content: "text*",
      attrs: { style: { default: "" } },
      toDOM: (node) => [TAGS[node.attrs.style] ?? "p", { class: `style-${node.attrs.style || "text"}` }, 0],
    },
    text: {},
  },
});

function built(text, styles) {
  const lines = text.split("\n");
  return schema.node("doc", null, lines.map((line, n) =>
    schema.node("paragraph", { style: styles[n] ?? "" }, line ? [schema.text(line)] : [])));
}

function pasted(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const paragraphs = lines.map((line) => schema.node("paragraph", null, line ? [schema.text(line)] : []));
  return new Slice(Fragment.from(paragraphs), 1, 1);
}

function dropText(view, event, data) {
  const text = data?.getData("text/plain");
  event.preventDefault();
  if (text) view.dispatch(view.state.tr.replaceSelection(pasted(text)).scrollIntoView());
  return true;
}

/** A paragraph after a title or a heading is ordinary text. */
function enter(state, dispatch) {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to) || $to.parentOffset !== $to.parent.content.size) return false;
  if (!["title", "heading"].includes($from.parent.attrs.style)) return false;
  const transaction = state.tr.deleteSelection();
  const at = transaction.selection.from;
  dispatch?.(transaction.split(at, 1, [{ type: schema.nodes.paragraph, attrs: { style: "" } }]).scrollIntoView());
  return true;
}

export class Editor {
  /**
   * @param {HTMLElement} place
   * @param {{text: string, styles: string[], label: string, describedBy: string}} options
   * @param {(changed: boolean) => void} onChange after each transaction
   */
  constructor(place, { text, styles, label, describedBy }, onChange) {
    this.marks = [];
    const shift = (state, dispatch, view) => baseKeymap.Enter(state, dispatch, view);
    const plugins = [
      history(),
      keymap({ "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo, Enter: enter, "Shift-Enter": shift }),
      keymap(baseKeymap),
    ];
    this.view = new EditorView(place, {
      state: EditorState.create({ doc: built(text, styles), plugins }),
      attributes: {
        role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-describedby": describedBy,
        spellcheck: "false", autocorrect: "off", autocapitalize: "off", translate: "no", lang: "fr",
      },
      handleDOMEvents: {
        paste: (view, event) => dropText(view, event, event.clipboardData),
        drop: (view, event) => dropText(view, event, event.dataTransfer),
      },
      dispatchTransaction: (transaction) => {
        this.view.updateState(this.view.state.apply(transaction));
        if (transaction.docChanged) this.follow(transaction.mapping);
        onChange(transaction.docChanged);
      },
    });
  }

  get lines() {
    const lines = [];
    this.view.state.doc.forEach((node) => lines.push(node));
    return lines;
  }

  current() {
    const lines = this.lines;
    return { text: lines.map((node) => node.textContent).join("\n"), styles: lines.map((node) => node.attrs.style) };
  }

  replaceAll({ text, styles }) {
    const { state } = this.view;
    this.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, built(text, styles).content));
  }

  focus() {
    this.view.focus();
  }

  // --- styles -------------------------------------------------------------------------------------------------

  get style() {
    return this.view.state.selection.$from.parent.attrs.style;
  }

  setStyle(style) {
    const { state } = this.view;
    const { from, to } = state.selection;
    const transaction = state.tr;
    state.doc.nodesBetween(from, to, (node, place) => {
      if (node.type === schema.nodes.paragraph) transaction.setNodeMarkup(place, null, { style });
    });
    this.view.dispatch(transaction);
    this.view.focus();
  }

  // --- marks: places of the text as it was given, followed through every change -----------------------------

  mark(marks) {
    this.marks = marks.map((mark) => ({ mark, from: this.place(mark.from), to: this.place(mark.to) }));
    this.paint();
  }

  /** The editor's place of a character of its text. */
  place(offset) {
    let before = 0;
    let found = 1;
    this.view.state.doc.forEach((node, at) => {
      if (offset >= before) found = at + 1 + Math.min(offset - before, node.content.size);
      before += node.content.size + 1;
    });
    return found;
  }

  /** The character of the text where the caret stands. */
  get caret() {
    const { $head } = this.view.state.selection;
    return this.lines.slice(0, $head.index(0)).reduce((sum, node) => sum + node.content.size + 1, $head.parentOffset);
  }

  follow(mapping) {
    for (const one of this.marks) {
      one.from = mapping.map(one.from, 1);
      one.to = Math.max(one.from, mapping.map(one.to, -1));
    }
    this.paint();
  }

  remove(mark) {
    this.marks = this.marks.filter((one) => one.mark !== mark);
    this.paint();
  }

  where(mark) {
    return this.marks.find((one) => one.mark === mark);
  }

  textOf(mark) {
    const one = this.where(mark);
    return one ? this.view.state.doc.textBetween(one.from, one.to, "\n") : "";
  }

  write(mark, text) {
    const one = this.where(mark);
    if (!one) return;
    const { from } = one;
    this.view.dispatch(this.view.state.tr.insertText(text, one.from, one.to));
    Object.assign(one, { from, to: from + text.length });
    this.paint();
  }

  show(mark) {
    const one = this.where(mark);
    if (!one) return;
    const { node } = this.view.domAtPos(one.from);
    (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "nearest" });
  }

  paint(current = null) {
    if (!("highlights" in CSS)) return; // an older browser: the list beside the text is whole without them
    for (const [name, type, wanted] of [
      ["doute", "spelling-error", (m) => m.kind !== "correction" && m !== current],
      ["correction", "grammar-error", (m) => m.kind === "correction" && m !== current],
      ["present", "highlight", (m) => m === current],
    ]) {
      const highlight = new Highlight();
      highlight.type = type;
      for (const { mark, from, to } of this.marks) {
        if (!wanted(mark) || from >= to) continue;
        const [start, end] = [this.view.domAtPos(from), this.view.domAtPos(to)];
        const range = new Range();
        range.setStart(start.node, start.offset);
        range.setEnd(end.node, end.offset);
        highlight.add(range);
      }
      CSS.highlights.set(name, highlight);
    }
  }
}

/** The same in a plain text area, for whoever prefers one: no style, marks in the list only. */
export class PlainEditor {
  constructor(place, { text, label, describedBy }, onChange) {
    const area = document.createElement("textarea");
    Object.assign(area, { value: text, spellcheck: false, lang: "fr", className: "plain" });
    for (const [name, value] of [
      ["aria-label", label], ["aria-describedby", describedBy], ["autocomplete", "off"], ["autocapitalize", "off"],
    ]) area.setAttribute(name, value);
    area.addEventListener("input", () => onChange(true));
    place.append(area);
    this.area = area;
    this.onChange = onChange;
    this.marks = [];
  }

  current() {
    return { text: this.area.value, styles: [] };
  }

  replaceAll({ text }) {
    this.area.value = text;
    this.onChange(true);
  }

  focus() {
    this.area.focus();
  }

  mark(marks) {
    const text = this.area.value;
    this.marks = marks.map((mark) => ({ mark, words: text.slice(mark.from, mark.to), near: mark.from }));
  }

  get caret() {
    return this.area.selectionStart;
  }

  remove(mark) {
    this.marks = this.marks.filter((one) => one.mark !== mark);
  }

  where(mark) {
    const one = this.marks.find((each) => each.mark === mark);
    if (!one) return null;
    const text = this.area.value;
    const places = [];
    for (let at = text.indexOf(one.words); at >= 0; at = text.indexOf(one.words, at + 1)) places.push(at);
    if (!places.length || !one.words) return null; // the words are no longer there: they were changed by hand
    const from = places.sort((a, b) => Math.abs(a - one.near) - Math.abs(b - one.near))[0];
    return { from, to: from + one.words.length };
  }

  textOf(mark) {
    const found = this.where(mark);
    return found ? this.area.value.slice(found.from, found.to) : "";
  }

  write(mark, text) {
    const found = this.where(mark);
    if (!found) return;
    this.area.focus();
    this.area.setSelectionRange(found.from, found.to);
    if (!document.execCommand("insertText", false, text)) this.area.setRangeText(text);
    Object.assign(this.marks.find((one) => one.mark === mark), { words: text, near: found.from });
    this.onChange(true);
  }

  show(mark) {
    const found = this.where(mark);
    if (!found) return;
    this.area.focus();
    this.area.setSelectionRange(found.from, found.to);
  }

  paint() {}
}
