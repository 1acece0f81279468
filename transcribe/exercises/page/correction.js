// The correction of a training exercise: the learner's words beside those of the key, opened when it is asked for.
(() => {
  "use strict";
  const { $, work, editor, make, say, STYLES, sound, hear: heard } = window.exercice;

  // What opens a passage (see self_correction.py): xorshift32 begun at the FNV-1a hash of its key.
  function revealed(hidden, key) {
    let seed = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(key)) seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
    seed ||= 1;
    const bytes = Uint8Array.from(atob(hidden), (letter) => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed = (seed ^ (seed << 5)) >>> 0;
      return letter.charCodeAt(0) ^ (seed >>> 24);
    });
    return JSON.parse(new TextDecoder().decode(bytes));
  }
  const words = (text) => text.match(/\S+/g) ?? [];
  const plain = (word) => word.normalize("NFC").replace(/[’ʼ]/g, "'").replace(/[“”«»]/g, '"').replace(/…/g, "...");
  /** Which words of two lists face each other, as the longest common subsequence: pairs of places. */
  function pairs(mine, theirs) {
    const [a, b] = [mine.map(plain), theirs.map(plain)];
    let head = 0;
    while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
    let tail = 0;
    while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
    const found = Array.from({ length: head }, (_, n) => [n, n]);
    const [rows, columns] = [a.length - tail - head, b.length - tail - head];
    if (rows * columns <= 25e6) {
      const best = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
      for (let i = rows - 1; i >= 0; i -= 1) {
        for (let j = columns - 1; j >= 0; j -= 1) {
          best[i][j] = a[head + i] === b[head + j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
        }
      }
      for (let i = 0, j = 0; i < rows && j < columns;) {
        if (a[head + i] === b[head + j]) { found.push([head + i, head + j]); i += 1; j += 1; }
        else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
        else j += 1;
      }
    }
    for (let n = tail; n > 0; n -= 1) found.push([a.length - n, b.length - n]);
    return found;
  }
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
    if (sound && passage.until > passage.since) {
      const hear = make("button", { type: "button" }, "Écouter");
      hear.setAttribute("aria-label", "Écouter ce passage");
      hear.addEventListener("click", () => { heard(passage.since - 0.4, passage.until + 0.4); });
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
})();
