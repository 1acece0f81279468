// The page of one text: a learner's copy, or a reference that a trainer corrects: sound, saving, passages, time.

import { listen, shown } from "./keys.js";
import { Player } from "./player.js";
import { STATES, Saver } from "./saving.js";
import { unhidden } from "./unhidden.js";

const $ = (name) => document.getElementById(name);
const work = JSON.parse($("travail").textContent);
const place = $("texte");

const say = (sentence) => ($("annonce").textContent = sentence);

function state(name, detail) {
  const at = new Date().toLocaleTimeString("fr-FR", { hour: "2-digit", minute: "2-digit" });
  const line = $("etat");
  if (line.dataset.state !== name) {
    line.dataset.state = name;
    if (name !== "saving" && name !== "saved") say(STATES[name](at)); // each save is seen, only a trouble is spoken
  }
  line.textContent = STATES[name](at);
  if (name === "conflict") settle(detail);
}

async function editorFor(start) {
  const onChange = (changed) => changed && saver.changed();
  const label = work.kind === "trous" ? "Texte à compléter" : "Votre texte";
  if (work.kind === "trous") {
    const { Gaps } = await import("./gaps.js");
    return new Gaps(place, { pieces: work.pieces, gaps: work.gaps, values: start.styles }, () => onChange(true));
  }
  const { Editor, PlainEditor } = await import("./editor.js");
  const Sort = work.settings.plain && work.kind !== "mise-en-page" ? PlainEditor : Editor;
  return new Sort(place, { ...start, label, describedBy: "etat" }, (changed) => {
    onChange(changed);
    if (styles) styles.value = editor.style ?? "";
  });
}

function settle(answer) {
  const box = $("conflit");
  box.hidden = false;
  box.querySelector("[data-autre]").textContent = answer.text;
  const done = async (which) => {
    box.hidden = true;
    if (which === "theirs") {
      editor.replaceAll(answer);
      clearTimeout(saver.timer);
    }
    await saver.resume(answer.rev, { text: answer.text, styles: answer.styles });
    state("saved");
    editor.focus();
  };
  $("garder-le-mien").onclick = () => done("mine");
  $("prendre-l-autre").onclick = () => done("theirs");
  $("garder-le-mien").focus();
}

let editor = null;
const saver = new Saver(work, () => (editor ? editor.current() : work), state);
const kept = await saver.begin();
const styles = $("style");
editor = await editorFor(kept ?? { text: work.text, styles: work.styles });
if (kept?.conflict) state("conflict", kept.conflict);
if (kept && !kept.conflict) say("Le texte gardé sur ce poste est revenu.");

// --- sound -----------------------------------------------------------------------------------------------------

const sound = $("son");
const player = sound ? new Player(sound, { name: `son:${work.copy}`, pace: work.settings.pace, rewind: work.settings.rewind }, say) : null;

function hereIn(places, caret) {
  let found = null;
  for (const [offset, start, end] of places) if (offset <= caret) found = [start, end];
  return found;
}

// --- passages to check -----------------------------------------------------------------------------------------

const events = [];
let eventTimer = 0;

function record(kind, mark, value) {
  if (work.address) return; // a reference being corrected: only its text counts
  events.push({ kind, first: mark.from, last: mark.to, value });
  clearTimeout(eventTimer);
  eventTimer = setTimeout(sendEvents, 1500);
}

async function sendEvents(keepalive = false) {
  if (!events.length) return;
  const batch = events.splice(0);
  try {
    const response = await fetch(`/api/copies/${work.copy}/evenements`, {
      method: "POST", keepalive,
      headers: { "Content-Type": "application/json", "X-Transcribe": "1" },
      body: JSON.stringify({ tab: saver.tab, events: batch }),
    });
    if (!response.ok) throw new Error("events");
  } catch {
    events.unshift(...batch);
  }
}

let review = null;
if (work.marks.length && $("passages")) {
  editor.mark(work.given && !kept ? work.marks : relocated(work.marks, editor.current().text));
  const { Review } = await import("./review.js");
  review = new Review({ root: $("passages"), marks: [...(editor.marks ?? []).map((one) => one.mark)], editor, player, tell: say, record });
  $("passages").querySelector('[data-do="undo"]').addEventListener("click", () => review.undo());
}

/** Marks were placed in the text as given: in a text already changed, those whose words are still there once. */
function relocated(marks, text) {
  return marks.flatMap((mark) => {
    const places = [];
    for (let at = text.indexOf(mark.text); at >= 0; at = text.indexOf(mark.text, at + 1)) places.push(at);
    if (!places.length) return [];
    const from = places.sort((a, b) => Math.abs(a - mark.from) - Math.abs(b - mark.from))[0];
    return [{ ...mark, from, to: from + mark.text.length }];
  });
}

// --- keys, styles, time ------------------------------------------------------------------------------------------

const help = $("touches");
listen(work.settings.keys, {
  ...(player ? player.actions() : {}),
  ...(player ? { here: () => {
    const found = hereIn(work.places, editor.caret);
    if (found) player.passage(found);
    else player.toggle();
  } } : {}),
  ...(review ? { next: () => review.step(1), previous: () => review.step(-1) } : {}),
  help: () => (help.open ? help.close() : help.showModal()),
});
for (const key of document.querySelectorAll("kbd[data-action]")) key.textContent = shown(work.settings.keys[key.dataset.action]);
$("voir-touches")?.addEventListener("click", () => help.showModal());
help.querySelector("button").addEventListener("click", () => help.close());
styles?.addEventListener("change", () => editor.setStyle(styles.value));
if (work.left !== null) (await import("./countdown.js")).countDown($("temps"), work.left, say);

// --- leaving and handing in --------------------------------------------------------------------------------------

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    saver.push({ leaving: true });
    sendEvents(true);
  }
});
addEventListener("online", () => saver.push());

const hand = $("rendre");
hand?.addEventListener("submit", async (event) => {
  if (hand.dataset.sure) return;
  event.preventDefault();
  if (!(await saver.push())) return state("offline");
  await sendEvents();
  const left = [];
  if (review?.remaining) left.push(review.remaining === 1 ? "1 passage n’est pas vérifié" : `${review.remaining} passages ne sont pas vérifiés`);
  if (editor.empty) left.push(editor.empty === 1 ? "1 trou est vide" : `${editor.empty} trous sont vides`);
  if (!editor.current().text.trim()) left.push("votre texte est vide");
  const dialog = $("confirmer");
  dialog.querySelector("[data-reste]").textContent = left.length ? `Attention : ${left.join(", ")}.` : "";
  dialog.returnValue = "";
  dialog.showModal();
});
$("confirmer")?.addEventListener("close", async () => {
  if ($("confirmer").returnValue !== "rendre") return editor.focus();
  if (!(await saver.push())) return state("offline");
  hand.dataset.sure = "1";
  return hand.requestSubmit();
});

unhidden(document.querySelector(".bar"));
document.body.dataset.ready = "1";
if (kept && !kept.conflict) saver.changed();
else if (!kept) state("saved");
