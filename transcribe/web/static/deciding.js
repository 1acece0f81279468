// The cards of the passages: what was found and what was added, each to hear, to show, to replace or to keep.

import { clock } from "./player.js";

function made(tag, properties = {}, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on") one.addEventListener(...value);
    else if (name.includes("-")) one.setAttribute(name, value);
    else one[name] = value;
  }
  one.append(...children);
  return one;
}

function button(word, about, run) {
  return made("button", { type: "button", on: ["click", run], "aria-label": `${word} : ${about}` }, word);
}

function field(id, about, maxLength, onChange) {
  const input = made("input", { type: "text", id, maxLength, autocomplete: "off", on: ["change", onChange] });
  return [input, made("label", { htmlFor: id }, "Remplacement", made("span", { className: "visually-hidden" }, ` de ${about}`))];
}

function refill(input, value) {
  if (input !== document.activeElement || input.value === "") input.value = value;
}

/** One found passage. `send(answer)` writes a decision: `[true, "Masson"]`, `[false, "Masson"]`. */
export class Card {
  constructor(passage, { player, show, send, longest }) {
    Object.assign(this, { passage, answer: [null, ""] });
    const moment = passage.seconds ? ` (${clock(passage.seconds[0])})` : "";
    const about = passage.text ? `« ${passage.text} », ${passage.label}` : `${passage.label}${moment}`;
    this.about = about;
    this.state = made("span", { className: "state" });
    this.yes = button(passage.text ? "Remplacer" : "Couvrir d’un son doux", about, () => send([true, this.replacement]));
    this.no = button(passage.text ? "Garder (n’identifie personne)" : "Laisser (pas de nom)", about, () => send([false, this.answer[1]]));
    const buttons = made("p", { className: "buttons" });
    if (player && passage.seconds) buttons.append(button(`Écouter${moment}`, about, () => player.passage(passage.seconds)));
    buttons.append(this.yes, this.no);
    if (passage.from >= 0) buttons.append(button("Montrer", about, () => show(passage.from, passage.to)));
    this.row = made("li", { id: `p-${passage.id}` });
    const head = made("p", {}, made("strong", {}, passage.text ? `« ${passage.text} »` : "Quelqu’un parle ici"), " ", made("span", { className: "kind" }, passage.label));
    if (passage.unsure) head.append(" ", made("span", { className: "unsure" }, "à lire de près"));
    const told = [passage.text && passage.from < 0 && "dit, mais pas dans le texte", passage.why].filter(Boolean).join(" ; ");
    this.row.append(head);
    if (told) this.row.append(made("p", { className: "soft" }, told));
    this.row.append(buttons);
    if (passage.text) {
      const [input, label] = field(`r-${passage.id}`, about, longest, () => send([true, this.replacement]));
      this.input = input;
      this.row.append(label, input);
    }
    this.row.append(made("p", {}, this.state));
  }

  get replacement() {
    return this.input ? this.input.value : this.answer[1];
  }

  get decided() {
    return this.answer[0] !== null;
  }

  /** What the table says of it. */
  refresh(answer) {
    this.answer = answer;
    const [confirmed, replacement] = answer;
    const name = confirmed === null ? "todo" : confirmed ? "yes" : "no";
    this.row.dataset.state = name;
    this.state.className = `state ${name}`;
    this.yes.setAttribute("aria-pressed", String(confirmed === true));
    this.no.setAttribute("aria-pressed", String(confirmed === false));
    if (this.input) refill(this.input, replacement);
    const silent = this.passage.text ? `Devient « ${replacement || "[…]"} ».` : "Sera couvert.";
    this.state.textContent = confirmed === null ? "À décider." : confirmed ? silent : "Gardé tel quel.";
  }

  span() {
    const { id, from, to, label } = this.passage;
    return { id, from, to, kind: label, state: this.row.dataset.state, new: this.answer[1] || "[…]" };
  }

  focus() {
    this.row.querySelector("button").focus();
  }
}

/** The row of something that a person added. */
export function addedRow(one, { player, show, change, remove, longest, sound }) {
  const about = one.text ? `« ${one.text} », ${one.label}` : `moment de ${clock(one.seconds[0])} à ${clock(one.seconds[1])}`;
  const row = made("li", {});
  row.dataset.state = "added";
  const places = one.times === 1 ? "1 endroit" : `${one.times} endroits`;
  const where = [one.text && (one.times ? places : "pas dans cette dictée"), one.everywhere && "dans toutes les dictées"].filter(Boolean).join(", ");
  row.append(made("p", {}, made("strong", {}, one.text ? `« ${one.text} »` : `Son couvert, ${clock(one.seconds[0])} à ${clock(one.seconds[1])}`), " ", ...(one.text ? [made("span", { className: "kind" }, one.label)] : []), ` ${where}`));
  const buttons = made("p", { className: "buttons" });
  const seconds = one.seconds ?? one.heard;
  if (player && sound && seconds) buttons.append(button(`Écouter (${clock(seconds[0])})`, about, () => player.passage(seconds)));
  if (one.spans.length) buttons.append(button("Montrer", about, () => show(...one.spans[0])));
  buttons.append(button("Retirer", about, () => remove(one)));
  row.append(buttons);
  if (one.text) {
    const [input, label] = field(`a-${one.id}`, about, longest, () => change(one, input.value));
    input.value = one.replacement;
    row.append(label, input);
  }
  return row;
}
