// The correction of a training exercise: the learner's words beside those of the key, opened when it is asked for.

import { pairs, plain, revealed, words } from "./comparing.js";
import { $, make, say, work } from "./dom.js";
import { editor, player } from "./page.js";
import { STYLES } from "./texts.js";

/** For each passage of the key, the learner's words that face it: a cut falls after the last word that matches. */
function facing(mine, passages) {
  const theirs = passages.flatMap(({ text }) => words(text));
  const found = pairs(mine, theirs);
  const mineOf = new Map(found.map(([i, j]) => [j, i]));
  const out = [];
  let [from, place] = [0, 0];
  passages.forEach(({ text }, n) => {
    const size = words(text).length;
    let stop = n === passages.length - 1 ? mine.length : from;
    if (n < passages.length - 1) {
      const last = found.filter(([, j]) => j < place + size).at(-1);
      const following = found.find(([, j]) => j >= place + size);
      const least = last ? last[0] + 1 : 0;
      const most = following ? following[0] : mine.length;
      const missing = size - (last ? last[1] + 1 - place : 0);
      stop = Math.max(from, Math.min(most, Math.max(least, least + (last && last[1] >= place ? missing : size))));
    }
    const same = (j) => mineOf.has(place + j);
    const kept = new Set([...mineOf.entries()].filter(([j]) => j >= place && j < place + size).map(([, i]) => i));
    out.push({ theirs: words(text).map((word, j) => [word, same(j)]), mine: mine.slice(from, stop).map((word, i) => [word, kept.has(from + i)]) });
    from = stop;
    place += size;
  });
  return out;
}
const marked = (list, className) => list.flatMap(([word, same], n) => {
  const last = n + 1 < list.length ? [" "] : [];
  return same ? [word, ...last] : [make("mark", { className }, word), ...last];
});
function sentence(title, list, className) {
  return make("p", {}, make("strong", {}, `${title} : `), ...(list.length ? marked(list, className) : ["(rien)"]));
}
function passageItem(passage, mine, theirs, right, note) {
  const item = make("li", {}, make("p", { className: right ? "right" : "wrong" }, right ? "Juste" : `À revoir${note ? ` (${note})` : ""}`));
  item.append(sentence("Vous", mine, "mine"));
  if (!right) {
    const details = make("details", {}, make("summary", {}, "Voir le corrigé de ce passage"));
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) details.append(sentence("Corrigé", theirs, "theirs"), ...(passage.style || note ? [make("p", {}, `Style attendu : ${STYLES[passage.style]}.`)] : []));
    });
    item.append(details);
  }
  if (player && passage.until > passage.since) {
    const hear = make("button", { type: "button" }, "Écouter");
    hear.setAttribute("aria-label", "Écouter ce passage");
    hear.addEventListener("click", () => player.passage([passage.since, passage.until]));
    item.append(hear);
  }
  return item;
}
function correct() {
  const passages = work.passages.map((text, n) => revealed(text, `${work.salt}:${n}`));
  let found;
  if (work.kind === "trous") {
    found = passages.map((passage, n) => {
      const [mine, theirs] = [words(editor.fields[n].value), words(passage.text)];
      const right = plain(mine.join(" ")) === plain(theirs.join(" "));
      return { passage, right, mine: mine.map((word) => [word, right]), theirs: theirs.map((word) => [word, right]) };
    });
  } else {
    const lines = editor.lines().filter(({ text }) => text.trim());
    const styleAt = lines.flatMap(({ text, style }, n) => words(text).map((_, k) => [n, k, style, words(text).length]));
    let at = 0;
    found = facing(lines.flatMap(({ text }) => words(text)), passages).map(({ mine, theirs }, n) => {
      const same = [...mine, ...theirs].every(([, one]) => one);
      let note = "";
      if (work.kind === "mise-en-page" && same && mine.length) {
        const [first, last] = [styleAt[at], styleAt[at + mine.length - 1]];
        if (first[0] !== last[0] || first[1] !== 0 || last[1] !== last[3] - 1) note = "paragraphes";
        else if (first[2] !== passages[n].style) note = "style";
      }
      at += mine.length;
      return { passage: passages[n], right: same && !note, mine, theirs, note };
    });
  }
  const good = found.filter(({ right }) => right).length;
  $("bilan").textContent = `${good} ${good > 1 ? "passages justes" : "passage juste"} sur ${found.length}.`;
  $("passages").replaceChildren(...found.map(({ passage, mine, theirs, right, note }) => passageItem(passage, mine, theirs, right, note)));
  $("correction").hidden = false;
  $("t-correction").focus();
  say($("bilan").textContent);
}
$("corriger").addEventListener("click", correct);
