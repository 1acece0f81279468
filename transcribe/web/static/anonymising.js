// The page of one file to anonymise: its text with what was found, the sound, and decisions saved one by one.
//
// What shows is what the table says: a decision changes the page once the server has written it, never before.

import { Card, addedRow } from "./deciding.js";
import { listen, shown } from "./keys.js";
import { Marked } from "./marked.js";
import { Player } from "./player.js";
import { unhidden } from "./unhidden.js";

const $ = (name) => document.getElementById(name);
const work = JSON.parse($("travail").textContent);
const KEYS = Object.fromEntries([...document.querySelectorAll("#touches kbd[data-action]")].map((one) => [one.dataset.action, one.textContent]));
const GONE = "Pas enregistré : la commande ne répond plus. Relancez-la dans son terminal ; ce qui était enregistré le reste.";

function tell(sentence, state = "told") {
  $("etat").dataset.state = state;
  $("etat").textContent = sentence;
}

let standing = work.standing;
const sound = $("son");
const player = sound ? new Player(sound, { name: `relecture:${work.number}` }, tell) : null;
const text = new Marked($("texte"), work.text, (id) => cardOf(id)?.focus());
const show = (from, to) => text.show(from, to);

// --- sending, one thing at a time -----------------------------------------------------------------------------------

let line = Promise.resolve();

function ask(path, method, body) {
  const headers = { "Content-Type": "application/json", "X-Transcribe": "1" };
  return fetch(work.address + path, { method, headers, body: body && JSON.stringify(body) });
}

/** Sends what `body` says at its turn; true once it is written. */
function send(path, method, body, said) {
  const turn = line.then(async () => {
    try {
      const answer = await ask(path, method, body?.());
      if (!answer.ok && answer.status !== 409) {
        tell(`Pas enregistré : ${await answer.text()}`, "failed");
        return false;
      }
      refresh(await answer.json());
      const at = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
      tell(answer.ok ? `${said} Enregistré à ${at}.` : standing.told, answer.ok ? "saved" : "failed");
      return answer.ok;
    } catch {
      tell(GONE, "failed");
      return false;
    }
  });
  line = turn;
  return turn;
}

// --- passages -------------------------------------------------------------------------------------------------------

const cards = work.passages.map((passage) => {
  const decide = (answer) => send(`/passages/${passage.id}`, "PUT", () => ({ answer, seen: standing.answers[passage.id] }), `${card.about} : ${answer[0] ? "à remplacer." : "gardé."}`);
  const card = new Card(passage, { player, show, send: decide, longest: work.longest });
  return card;
});
const cardOf = (id) => cards.find((one) => one.passage.id === id);
$("trouves").replaceChildren(...cards.map((card) => card.row));
$("trouves").addEventListener("focusin", ({ target }) => {
  for (const card of cards) card.row.classList.toggle("now", card.row.contains(target));
});

let drawn = "";

function refresh(now) {
  standing = now;
  for (const card of cards) card.refresh(now.answers[card.passage.id]);
  const spans = cards.map((card) => card.span());
  for (const one of now.added) {
    for (const [from, to] of one.spans) spans.push({ id: one.id, from, to, kind: one.label, state: "added", new: one.replacement || "[…]" });
  }
  if (JSON.stringify(spans) !== drawn) text.draw(spans); // a redrawn text loses its caret
  drawn = JSON.stringify(spans);
  const longest = work.longest;
  const change = (one, replacement) => send(`/ajouts/${one.id}`, "PUT", () => ({ replacement }), "Remplacement changé.");
  const remove = (one) => send(`/ajouts/${one.id}`, "DELETE", null, "Ajout retiré.").then(() => $("ajouter-choix").focus());
  $("ajouts").replaceChildren(...now.added.map((one) => addedRow(one, { player, show, change, remove, longest, sound: work.sound })));
  $("sans-ajout").hidden = now.added.length > 0;
  progress(now);
}

function progress({ done, total, left, faults }) {
  const s = done > 1 ? "s" : "";
  const said = total === 0 ? "Aucun passage à décider" : `${done} passage${s} sur ${total} relu${s}`;
  if ($("avance").textContent !== said) $("avance").textContent = said;
  const bar = document.querySelector(".progress progress");
  bar.max = total || 1;
  bar.value = total ? done : 1;
  $("fini").hidden = done < total;
  $("fini").querySelector("[data-reste]").textContent = left === 0 ? "Plus rien n’attend : la liste des dictées permet d’écrire les fichiers anonymes." : `Dans les autres dictées, il reste ${left} passage${left > 1 ? "s" : ""} à décider.`;
  $("fautes").replaceChildren(...faults.map((fault) => {
    const one = document.createElement("p");
    one.className = "note";
    one.textContent = fault;
    return one;
  }));
}

/** The next passage to decide (`step` 1) or the one before, from where the focus is. */
function step(by) {
  const now = cards.findIndex((card) => card.row.contains(document.activeElement));
  for (let n = 1; n <= cards.length; n += 1) {
    const card = cards[(((now < 0 && by < 0 ? 0 : now) + by * n) % cards.length + cards.length) % cards.length];
    if (card.decided) continue;
    card.focus();
    if (card.passage.from >= 0) show(card.passage.from, card.passage.to);
    return;
  }
  tell("Tout est décidé ici.");
}

// --- words of the text ----------------------------------------------------------------------------------------------

/** The seconds of the words at `from..to`. */
function secondsOf([from, to]) {
  const before = work.places.filter(([at]) => at <= from).at(-1);
  const inside = work.places.filter(([at]) => at > from && at < to);
  const all = [...(before ? [before] : []), ...inside];
  return all.length ? [all[0][1], all.at(-1)[2]] : null;
}

function hear() {
  const words = text.words;
  const seconds = words && secondsOf(words);
  if (!seconds) return tell("Placez d’abord le curseur sur un mot du texte.");
  show(...words);
  return player.passage(seconds);
}

const dialog = $("ajouter");
let chosen = "";

async function offer() {
  const [kind, said] = [$("genre").value, chosen];
  try {
    const answer = await ask("/proposer", "POST", { kind, text: said });
    const { replacement } = answer.ok ? await answer.json() : { replacement: "" };
    if (chosen === said && $("genre").value === kind && !$("nouveau").dataset.typed) $("nouveau").value = replacement;
  } catch {
    tell(GONE, "failed");
  }
}

$("ajouter-choix").addEventListener("click", () => {
  const words = text.words;
  if (!words) return tell("Choisissez d’abord des mots dans le texte.");
  chosen = work.text.slice(...words).replace(/\s+/g, " ");
  if (chosen.length > work.longest) return tell("C’est trop long : choisissez moins de mots.");
  dialog.querySelector("[data-choisi]").textContent = `« ${chosen} »`;
  $("nouveau").value = "";
  delete $("nouveau").dataset.typed;
  dialog.returnValue = "";
  dialog.showModal();
  $("genre").focus();
  return offer();
});
$("genre").addEventListener("change", () => offer());
$("nouveau").addEventListener("input", () => ($("nouveau").dataset.typed = "1"));
dialog.addEventListener("close", () => {
  $("ajouter-choix").focus();
  if (dialog.returnValue !== "ajouter") return;
  const body = { text: chosen, kind: $("genre").value, replacement: $("nouveau").value, everywhere: $("partout").checked };
  send("/ajouts", "POST", () => body, `« ${chosen} » ajouté.`);
});

const moment = $("moment");
moment?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const body = { text: "", kind: "person", replacement: "", since: $("debut").value.trim(), until: $("fin").value.trim() };
  if (await send("/ajouts", "POST", () => body, "Moment ajouté.")) moment.reset();
});
for (const one of document.querySelectorAll("[data-now]")) {
  one.addEventListener("click", () => {
    const at = player.audio.currentTime;
    $(one.dataset.now).value = `${Math.floor(at / 60)}:${(at % 60).toFixed(1).padStart(4, "0").replace(".", ",")}`;
  });
}

// --- keys, coming back ----------------------------------------------------------------------------------------------

const help = $("touches");
$("entendre")?.addEventListener("click", hear);
listen(KEYS, {
  ...(player ? { ...player.actions(), here: hear } : {}),
  next: () => step(1),
  previous: () => step(-1),
  help: () => (help.open ? help.close() : help.showModal()),
});
for (const key of document.querySelectorAll("kbd[data-action]")) key.textContent = shown(KEYS[key.dataset.action]);
$("voir-touches").addEventListener("click", () => help.showModal());
help.querySelector("button").addEventListener("click", () => help.close());
document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await ask("", "GET");
    if (answer.ok) refresh(await answer.json());
  } catch {
    tell(GONE, "failed");
  }
});

unhidden(document.querySelector(".bar"));
refresh(standing);
tell("Chaque décision est enregistrée aussitôt.");
document.body.dataset.ready = "1";
