// The list of passages to check, beside the text: listen, write another reading, say that it is right, undo.

import { clock } from "./player.js";

function button(word, label, run) {
  const one = document.createElement("button");
  one.type = "button";
  one.textContent = word;
  if (label !== word) one.setAttribute("aria-label", label);
  one.addEventListener("click", run);
  return one;
}

export class Review {
  /**
   * @param {{root: HTMLElement, editor: object, player: object | null, tell: Function, record: Function}} parts
   *   `record(kind, mark, value)` writes what was decided
   */
  constructor({ root, marks, editor, player, tell, record }) {
    Object.assign(this, { root, editor, player, tell, record });
    this.list = root.querySelector("ol");
    this.count = root.querySelector("[data-count]");
    this.left = marks;
    this.undone = [];
    this.draw();
  }

  get remaining() {
    return this.left.length;
  }

  draw() {
    this.list.replaceChildren(...this.left.map((mark) => this.row(mark)));
    const n = this.left.length;
    this.count.textContent = n === 0 ? "Tout est vérifié." : n === 1 ? "1 passage à vérifier." : `${n} passages à vérifier.`;
    this.root.querySelector('[data-do="undo"]').disabled = this.undone.length === 0;
  }

  row(mark) {
    const row = document.createElement("li");
    row.dataset.kind = mark.kind;
    const words = this.editor.textOf(mark) || mark.text;
    const said = document.createElement("p");
    const strong = document.createElement("strong");
    strong.textContent = `« ${words} »`;
    // the words stand before it already
    const reason = mark.reason.replace(` : « ${mark.text} » `, " : ").replace(` : « ${mark.text} »`, "");
    said.append(strong, ` ${reason}`);
    const buttons = document.createElement("p");
    buttons.className = "buttons";
    if (this.player && mark.seconds) {
      const word = `Écouter (${clock(mark.seconds[0])})`;
      buttons.append(button(word, `${word} : « ${words} »`, () => this.hear(mark)));
    }
    for (const other of mark.alternatives) {
      buttons.append(button(`Écrire « ${other} »`, `Écrire « ${other} » à la place de « ${words} »`, () => this.write(mark, other)));
    }
    buttons.append(button("C’est juste", `C’est juste : « ${words} »`, () => this.right(mark)));
    buttons.append(button("Montrer", `Montrer : « ${words} » dans le texte`, () => this.go(mark)));
    row.append(said, buttons);
    return row;
  }

  hear(mark) {
    this.player.passage(mark.seconds);
    this.record("listened", mark, "");
  }

  write(mark, other) {
    const before = this.editor.textOf(mark);
    if (!this.editor.where(mark)) return this.tell("Ce passage a changé : corrigez-le dans le texte.");
    this.editor.write(mark, other);
    this.decided(mark, { before, value: other });
    this.record(mark.kind === "correction" ? "refused" : "accepted", mark, other);
    return this.tell(`« ${before} » est devenu « ${other} ». « Défaire » revient en arrière.`);
  }

  right(mark) {
    const words = this.editor.textOf(mark);
    this.decided(mark, {});
    this.record(mark.kind === "correction" ? "accepted" : "judged_right", mark, words);
    this.tell(`« ${words} » est gardé.`);
  }

  decided(mark, change) {
    const place = this.left.indexOf(mark);
    this.left.splice(place, 1);
    this.undone.push({ mark, place, ...change });
    this.editor.paint();
    this.draw();
    const rows = this.list.querySelectorAll("li");
    rows[Math.min(place, rows.length - 1)]?.querySelector("button")?.focus();
    if (!rows.length) this.editor.focus();
  }

  undo() {
    const last = this.undone.pop();
    if (!last) return;
    if (last.before !== undefined && this.editor.where(last.mark)) this.editor.write(last.mark, last.before);
    this.left.splice(last.place, 0, last.mark);
    this.record("undone", last.mark, last.before ?? "");
    this.draw();
    this.list.querySelectorAll("li")[last.place]?.querySelector("button")?.focus();
    this.tell("La dernière décision est défaite.");
  }

  go(mark) {
    this.editor.paint(mark);
    this.editor.show(mark);
  }

  /** The next passage (`step` 1) or the one before (−1) from where the focus is: its first button takes the focus. */
  step(step) {
    const rows = [...this.list.querySelectorAll("li")];
    if (!rows.length) return this.tell("Aucun passage à vérifier.");
    const now = rows.findIndex((row) => row.contains(document.activeElement));
    const next = now < 0 ? (step > 0 ? 0 : rows.length - 1) : (now + step + rows.length) % rows.length;
    rows[next].querySelector("button").focus();
    return this.go(this.left[next]);
  }
}
