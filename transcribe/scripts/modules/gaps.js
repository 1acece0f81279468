// A text with gaps: its words cannot be changed, each gap is a labelled field.

export class Gaps {
  /**
   * @param {HTMLElement} place
   * @param {{pieces: string[], gaps: {hint: string}[], values: string[]}} work one piece more than gaps
   * @param {() => void} onChange
   */
  constructor(place, { pieces, gaps, values }, onChange) {
    this.pieces = pieces;
    this.fields = gaps.map(({ hint, initial }, n) => {
      const field = document.createElement("input");
      Object.assign(field, { type: "text", value: values[n] ?? "", autocomplete: "off", spellcheck: false, size: 16 });
      for (const name of ["autocorrect", "autocapitalize"]) field.setAttribute(name, "off");
      const help = [initial && `commence par ${initial}`, hint].filter(Boolean).join(", ");
      field.setAttribute("aria-label", `Trou ${n + 1}${help ? ` : ${help}` : ""}`);
      if (initial) field.placeholder = `${initial}…`;
      field.addEventListener("input", onChange);
      return field;
    });
    let line = document.createElement("p");
    const out = [line];
    pieces.forEach((piece, n) => {
      piece.split("\n").forEach((text, row) => {
        if (row) out.push((line = document.createElement("p")));
        line.append(text);
      });
      if (!this.fields[n]) return;
      line.append(this.fields[n]);
      if (!gaps[n].hint) return;
      const said = document.createElement("span");
      Object.assign(said, { className: "hint", textContent: ` (${gaps[n].hint}) ` });
      line.append(said);
    });
    place.append(...out);
  }

  current() {
    const values = this.fields.map((field) => field.value);
    const text = this.pieces.map((piece, n) => piece + (n < values.length ? values[n].trim() || "____" : "")).join("");
    return { text, styles: values };
  }

  replaceAll({ styles }) {
    this.fields.forEach((field, n) => (field.value = styles[n] ?? ""));
  }

  focus() {
    (this.fields.find((field) => !field.value) ?? this.fields[0])?.focus();
  }

  get empty() {
    return this.fields.filter((field) => !field.value.trim()).length;
  }

  get caret() {
    const at = this.fields.indexOf(document.activeElement);
    if (at < 0) return 0;
    return this.pieces.slice(0, at + 1).join("").length;
  }

  mark() {}

  paint() {}
}
