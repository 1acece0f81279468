// The learner's page: a player with its keys, a text that is never lost, a copy as a file.

import { Drawer, remember, remembered } from "./drawer.js";
import { listen, nameOf, shown } from "./keys.js";
import { Player } from "./player.js";
import { $, make, say, work } from "./dom.js";
import { saveCopy } from "./handing.js";
import { textOf } from "./texts.js";

const OURS = "transcribe:";

// --- what is kept on this computer -------------------------------------------------------------------------

const drawer = new Drawer("transcribe-exercices");
const PLACE = `${OURS}${work.id}:${work.print}:`;
const tab = Math.random().toString(36).slice(2);
const newCopy = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
const keptCopies = async () => (await drawer.entries(PLACE)).map(([, entry]) => entry);
let current = { copy: newCopy(), name: "", text: work.text, styles: [], gaps: [], at: 0, tab };
let turn = 0;
async function keep() {
  const mine = (turn += 1);
  current = { ...current, ...editor.read(), name: $("nom").value, at: Math.max(Date.now(), current.at + 1), tab };
  const kept = await drawer.keep(PLACE + current.copy, current);
  if (mine === turn) state(kept);
}
function state(kept) {
  const line = $("etat");
  const lost = "Ce navigateur refuse de garder votre texte : enregistrez votre copie en fichier avant de fermer.";
  if (!kept && line.dataset.state !== "lost") say(lost);
  line.dataset.state = kept ? "kept" : "lost";
  line.textContent = kept ? `Texte gardé sur ce poste à ${new Date().toLocaleTimeString("fr-FR")}.` : lost;
}
// another window writes the same copy: this one goes on as a copy of its own, both are kept
addEventListener("storage", (event) => {
  if (event.key !== PLACE + current.copy || !event.newValue) return;
  if (JSON.parse(event.newValue).tab === tab) return;
  current = { ...current, copy: newCopy() };
  keep();
  say("Cette page est ouverte dans une autre fenêtre : les deux textes sont gardés, chacun comme une copie.");
});


export const editor = textOf(work.kind, () => keep());
$("nom").addEventListener("input", () => keep());

// --- the player and its keys -------------------------------------------------------------------------------

function mute() {
  $("sans-son").textContent = "L’audio n’est pas à côté de cette page, ou ce navigateur ne le lit pas : gardez la page et "
    + "l’audio dans le même dossier, ou demandez l’autre format à votre formateur.";
  $("sans-son").hidden = false;
}

export const player = $("lecteur") && new Player($("lecteur"), {
  name: `${OURS}son:${work.id}`,
  pace: remembered(`${OURS}vitesse`, 1),
  onPace: (pace) => remember(`${OURS}vitesse`, pace),
  mute,
}, say);

const free = new RegExp(`^(?:${work.free})$`); // never a key that types, moves or edits in a text
const labels = Object.fromEntries(work.keys.map(({ action, label }) => [action, label]));
const usual = Object.fromEntries(work.keys.map(({ action, key }) => [action, key]));
const keys = { ...usual, ...remembered(`${OURS}touches`, {}) };
let changing = null;

function paintKeys() {
  for (const place of document.querySelectorAll("kbd[data-action]")) place.textContent = shown(keys[place.dataset.action]);
  $("liste-touches").replaceChildren(...Object.entries(labels).map(([action, label]) => {
    const change = make("button", { type: "button", textContent: "Changer" });
    change.setAttribute("aria-label", `Changer la touche : ${label}`);
    change.dataset.change = action;
    change.addEventListener("click", () => {
      changing = action;
      $("dit-touches").textContent = `Appuyez sur la nouvelle touche pour « ${label} », ou sur Échap.`;
    });
    return make("tr", {}, make("td", {}, label), make("td", {}, make("kbd", { textContent: shown(keys[action]) })), make("td", {}, change));
  }));
}

function newKey(name) {
  const action = changing;
  const line = $("dit-touches");
  if (name === "Escape") {
    changing = null;
    line.textContent = "Touche gardée.";
    return;
  }
  if (!free.test(name)) {
    line.textContent = `« ${shown(name)} » sert à écrire ou à se déplacer : choisissez une touche de fonction (F1 à F24) ou une touche multimédia.`;
    return;
  }
  const taken = Object.keys(labels).find((other) => other !== action && keys[other] === name);
  if (taken) keys[taken] = keys[action];
  keys[action] = name;
  changing = null;
  remember(`${OURS}touches`, keys);
  paintKeys();
  line.textContent = `${shown(name)} : fait.${taken ? ` « ${labels[taken]} » prend ${shown(keys[taken])}.` : ""}`;
  document.querySelector(`[data-change="${action}"]`).focus();
}

function showKeys() {
  if ($("touches").open) return $("touches").close();
  $("dit-touches").textContent = "";
  return $("touches").showModal();
}

// the key that is being chosen does nothing else
document.addEventListener("keydown", (event) => {
  const name = changing ? nameOf(event) : "";
  if (!name || event.isComposing) return;
  if (name === "Tab") {
    changing = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  newKey(name);
}, { capture: true });
// the passages of a compte-rendu to review
for (const button of player ? document.querySelectorAll("[data-at]") : []) {
  button.addEventListener("click", () => player.passage([Number(button.dataset.at), Number(button.dataset.to)]));
}
listen(keys, { ...player?.actions(), help: showKeys });

$("voir-touches").addEventListener("click", showKeys);
$("touches-usuelles").addEventListener("click", () => {
  Object.assign(keys, usual);
  remember(`${OURS}touches`, keys);
  paintKeys();
  $("dit-touches").textContent = "Touches d’origine.";
});
$("touches").addEventListener("close", () => { changing = null; });
for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

// --- the copy as a file ------------------------------------------------------------------------------------

$("enregistrer").addEventListener("click", () => {
  const file = saveCopy(editor);
  if (!file) return;
  $("etat").dataset.state = "kept";
  $("etat").textContent = `Copie enregistrée : « ${file} », dans vos téléchargements. Rendez ce fichier à votre formateur.`;
  say($("etat").textContent);
  keep();
  turn += 1; // the line stays
});

// --- settings and the copies kept --------------------------------------------------------------------------
let look = remembered(`${OURS}aspect`, { size: "", spaced: false, dyslexia: false });
function dress() {
  const { classList } = document.documentElement;
  for (const size of ["1", "2"]) classList.toggle(`size-${size}`, look.size === size);
  classList.toggle("spaced", look.spaced);
  classList.toggle("dyslexia", look.dyslexia);
  $("taille").value = look.size;
  $("espace").checked = look.spaced;
  $("police").checked = look.dyslexia;
}
for (const id of ["taille", "espace", "police"]) {
  $(id).addEventListener("change", () => {
    look = { size: $("taille").value, spaced: $("espace").checked, dyslexia: $("police").checked };
    remember(`${OURS}aspect`, look);
    dress();
  });
}
function open(entry) {
  current = { ...current, ...entry, tab };
  $("nom").value = entry.name;
  editor.write({ styles: [], gaps: [], ...entry });
  if ($("correction")) $("correction").hidden = true;
}
$("voir-reglages").addEventListener("click", async () => {
  const copies = await keptCopies();
  $("copies").replaceChildren(...copies.map((entry) => {
    const when = new Date(entry.at).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
    const words = (entry.text.match(/\S+/g) ?? []).length;
    const what = `${entry.name || "Sans nom"}, ${when}, ${words} mots`;
    if (entry.copy === current.copy) return make("li", {}, `${what} (ouverte)`);
    const back = make("button", { type: "button", textContent: "Reprendre" });
    back.setAttribute("aria-label", `Reprendre la copie : ${what}`);
    back.addEventListener("click", () => { open(entry); keep(); $("reglages").close(); say("Copie reprise."); });
    return make("li", {}, `${what} `, back);
  }));
  $("reglages").showModal();
});
$("nouvelle").addEventListener("click", () => {
  keep();
  open({ copy: newCopy(), name: "", text: work.text, styles: [], gaps: [], at: Date.now() });
  $("reglages").close();
  $("nom").focus();
  say("Nouvelle copie. La précédente reste gardée : « Réglages et copies ».");
});

// --- beginning -----------------------------------------------------------------------------------------------
dress();
paintKeys();
editor.write(current);
(async () => {
  const typed = turn; // whoever types before the storage has answered is not overwritten
  const [newest] = await keptCopies();
  if (newest && turn === typed) open(newest);
  else if (newest) say("Une copie plus ancienne est gardée : « Réglages et copies ».");
  if (turn === typed) {
    $("etat").dataset.state = "kept";
    $("etat").textContent = newest ? `Votre texte du ${new Date(newest.at).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" })} est revenu.` : "Votre texte sera gardé sur ce poste à chaque lettre.";
  }
  document.body.dataset.ready = "1";
})();
