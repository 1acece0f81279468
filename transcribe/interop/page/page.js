// The page of a SCORM package: a text with gaps, or a text to proofread, marked here and told to the platform.

import { Drawer, remember, remembered } from "./drawer.js";
import { Gaps } from "./gaps.js";
import { listen } from "./keys.js";
import { Player } from "./player.js";
import { plain, revealed, words } from "./comparing.js";
import { Platform } from "./api.js";
import { marked, pieces } from "./marking.js";

const $ = (id) => document.getElementById(id);
const work = JSON.parse($("travail").textContent);
const key = () => revealed(work.key, work.salt);
const say = (sentence) => { $("annonce").textContent = sentence; };
const platform = new Platform();
const drawer = new Drawer("transcribe-scorm");
const place = `scorm:${work.id}:${work.salt}:${platform.learner}:`;

// --- the text ----------------------------------------------------------------------------------------------

function proofread() {
  const area = $("texte");
  area.value = work.text;
  area.addEventListener("input", changed);
  return {
    read: () => ({ text: area.value }),
    write: ({ text }) => { area.value = text; },
    close: () => { area.readOnly = true; },
    mark: () => proofMark(area.value),
  };
}

function gapped() {
  const gaps = new Gaps($("texte"), { pieces: work.pieces, gaps: work.gaps, values: [] }, changed);
  return {
    read: () => ({ gaps: gaps.fields.map((field) => field.value) }),
    write: (entry) => gaps.fields.forEach((field, n) => { field.value = entry.gaps[n] ?? ""; }),
    close: () => gaps.fields.forEach((field) => { field.readOnly = true; }),
    mark: () => gapMark(gaps.fields.map((field) => field.value)),
  };
}

const same = (one, other) => plain(words(one).join(" ")) === plain(words(other).join(" "));

function gapMark(values) {
  const rows = key().answers.map((wanted, n) => ({ id: `trou-${n + 1}`, answer: values[n], wanted, right: same(values[n], wanted) }));
  const good = rows.filter(({ right }) => right).length;
  return {
    points: Math.round((100 * good) / rows.length),
    told: `${good} ${good > 1 ? "trous justes" : "trou juste"} sur ${rows.length}.`,
    rows,
    lines: rows.map(({ answer, wanted, right }, n) => [right, `Trou ${n + 1} : ${right ? `« ${wanted} »` : `« ${answer.trim() || "vide"} », il fallait « ${wanted} »`}`]),
  };
}

/** A piece of text as a list shows it: what has no letter is named. */
function seen(text) {
  if (text.trim()) return text.trim();
  if (text.includes("\n")) return "à la ligne";
  return text ? "une espace" : "rien";
}

function proofMark(text) {
  const { right, faults } = key();
  const found = marked(right, text, faults);
  const all = pieces(right);
  const good = found.fixed.filter(Boolean).length;
  const rows = faults.map(({ found: wrong, expected }, n) => ({ id: `faute-${n + 1}`, answer: found.fixed[n] ? expected : wrong, wanted: expected, right: found.fixed[n] }));
  const spoilt = found.spoilt.map(({ from, to, mine }) => [false, `Était juste : « ${all.slice(from, to).join(" ").trim() || "rien à cet endroit"} », vous avez écrit « ${mine.trim() || "rien"} »`]);
  return {
    points: found.points,
    told: `${good} ${good > 1 ? "fautes corrigées" : "faute corrigée"} sur ${faults.length}, ${spoilt.length} ${spoilt.length > 1 ? "passages abîmés" : "passage abîmé"}.`,
    rows,
    lines: [...faults.map(({ found: wrong, expected, label }, n) => [found.fixed[n], `${found.fixed[n] ? "Corrigé" : "À corriger"} (${label}) : « ${seen(wrong)} » → « ${seen(expected)} »`]), ...spoilt],
  };
}

// --- what is kept, here and at the platform ------------------------------------------------------------------

let timer = 0;
let kept = null;

function changed() {
  kept = { ...editor.read(), at: Date.now() };
  drawer.keep(place, kept);
  $("etat").textContent = "Votre travail est gardé sur ce poste.";
  clearTimeout(timer);
  timer = setTimeout(leave, 2000);
}

function leave() {
  clearTimeout(timer);
  if (kept && platform.leave(kept)) $("etat").textContent = "Votre travail est gardé sur la plateforme.";
}

function show({ told, lines }, points) {
  editor.close();
  $("rendre").hidden = true;
  $("bilan").textContent = `${told} Note : ${points} sur 100.`;
  $("detail").replaceChildren(...lines.map(([right, text]) => {
    const item = document.createElement("li");
    item.className = right ? "right" : "wrong";
    item.textContent = `${right ? "✓" : "✗"} ${text}`;
    return item;
  }));
  $("resultat").hidden = false;
}

function handIn() {
  const found = editor.mark();
  leave();
  const received = platform.handIn(found.points, found.rows);
  show(found, found.points);
  $("etat").textContent = received ? "Rendu : votre note est sur la plateforme."
    : "La plateforme n’a pas reçu votre note : montrez cette page à votre formateur.";
  $("t-resultat").focus();
  say(`${$("bilan").textContent} ${$("etat").textContent}`);
}

// --- beginning -----------------------------------------------------------------------------------------------

const player = $("lecteur") && new Player($("lecteur"), {
  name: `scorm:son:${work.id}`,
  pace: remembered("scorm:vitesse", 1),
  onPace: (pace) => remember("scorm:vitesse", pace),
}, say);
listen(work.keys, player?.actions() ?? {});
const editor = work.kind === "trous" ? gapped() : proofread();
$("rendre").addEventListener("click", () => $("confirmer").showModal());
$("confirmer").addEventListener("close", () => { if ($("confirmer").returnValue === "rendre") handIn(); });
for (const button of $("confirmer").querySelectorAll("button")) {
  button.addEventListener("click", () => $("confirmer").close(button.value));
}
addEventListener("pagehide", () => { leave(); platform.finish(); });

(async () => {
  const there = platform.left;
  const [here] = (await drawer.entries(place)).map(([, entry]) => entry);
  const newest = here && !(there?.at >= here.at) && !platform.done ? here : there;
  if (newest && !kept) editor.write(newest);
  if (platform.done || platform.looked) {
    const found = editor.mark();
    show(found, platform.get("cmi.core.score.raw") || found.points);
    $("etat").textContent = "Déjà rendu.";
  } else if (!kept) {
    $("etat").textContent = !platform.open ? "Aucune plateforme ne répond : votre travail reste sur ce poste."
      : newest ? "Votre travail est revenu." : "Votre travail sera gardé à chaque lettre.";
  }
  document.body.dataset.ready = "1";
})();
