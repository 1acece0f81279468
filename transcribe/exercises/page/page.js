// The learner's page: a player with its keys, a text that is never lost, a copy as a file, a correction of training.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const work = JSON.parse($("travail").textContent);
  const say = (sentence) => { $("annonce").textContent = ""; setTimeout(() => { $("annonce").textContent = sentence; }, 30); };
  const make = (name, props = {}, ...children) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...children);
    return element;
  };
  const remembered = (name, usual) => {
    try { return JSON.parse(localStorage.getItem(`transcribe:${name}`) ?? "null") ?? usual; } catch { return usual; }
  };
  const remember = (name, value) => {
    try { localStorage.setItem(`transcribe:${name}`, JSON.stringify(value)); } catch { /* a comfort, not the text */ }
  };

  // --- what is kept on this computer -----------------------------------------------------------------------
  // Twice: a browser that is killed loses the last seconds of localStorage but not IndexedDB; a tab closed at once may
  // outrun IndexedDB but not localStorage. The newest is what was typed last.
  const PLACE = `transcribe:${work.id}:${work.print}:`;
  const tab = Math.random().toString(36).slice(2);
  const newCopy = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const database = new Promise((resolve) => {
    try {
      const request = indexedDB.open("transcribe-exercices", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("copies");
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => resolve(null);
      setTimeout(() => resolve(null), 4000);
    } catch { resolve(null); }
  });
  async function keptCopies() {
    const found = new Map();
    const take = (entry) => {
      if (entry && entry.copy && !(found.get(entry.copy)?.at >= entry.at)) found.set(entry.copy, entry);
    };
    try {
      for (let n = 0; n < localStorage.length; n += 1) {
        const name = localStorage.key(n);
        if (name.startsWith(PLACE)) { try { take(JSON.parse(localStorage.getItem(name))); } catch { /* not ours */ } }
      }
    } catch { /* storage refused: IndexedDB is left */ }
    const db = await database;
    if (db) {
      try {
        const range = IDBKeyRange.bound(PLACE, `${PLACE}\uffff`);
        (await asked(db.transaction("copies").objectStore("copies").getAll(range))).forEach(take);
      } catch { /* localStorage is left */ }
    }
    return [...found.values()].sort((a, b) => b.at - a.at);
  }
  let current = { copy: newCopy(), name: "", text: work.text, styles: [], gaps: [], at: 0, tab };
  let turn = 0;
  async function keep() {
    const mine = (turn += 1);
    current = { ...current, ...editor.read(), name: $("nom").value, at: Math.max(Date.now(), current.at + 1), tab };
    const entry = current;
    let kept = false;
    try { localStorage.setItem(PLACE + entry.copy, JSON.stringify(entry)); kept = true; } catch { /* full or refused */ }
    const db = await database;
    if (db) kept = (await written(db, entry)) || kept;
    if (mine === turn) state(kept);
  }
  // One transaction at a time, always with the newest texts: behind a queue of older ones the last letters would wait.
  const waiting = new Map();
  let writing = null;
  function written(db, entry) {
    waiting.set(PLACE + entry.copy, entry);
    writing ??= (async () => {
      let done = true;
      while (waiting.size && done) {
        const now = [...waiting];
        waiting.clear();
        done = await new Promise((resolve) => {
          try {
            const transaction = db.transaction("copies", "readwrite");
            for (const [place, one] of now) transaction.objectStore("copies").put(one, place);
            transaction.oncomplete = () => resolve(true);
            transaction.onerror = transaction.onabort = () => resolve(false);
          } catch { resolve(false); }
        });
      }
      writing = null;
      return done;
    })();
    return writing;
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

  // --- the text: plain, with gaps, or line by line with styles ---------------------------------------------
  const STYLES = { "": "Paragraphe", title: "Titre", heading: "Intitulé de rubrique", list: "Élément de liste" };
  function plainText(onChange) {
    const area = $("texte");
    area.addEventListener("input", onChange);
    return {
      read: () => ({ text: area.value }),
      write: (entry) => { area.value = entry.text; },
      focus: () => area.focus(),
      lines: () => area.value.split("\n").map((text) => ({ text, style: "" })),
      written: () => area.value,
    };
  }
  function styledText(onChange) {
    const plain = plainText(onChange);
    const area = $("texte");
    let styles = [];
    let before = [];
    // lines before and after the one changed keep their styles
    const follow = () => {
      const now = area.value.split("\n");
      let head = 0;
      while (head < now.length && head < before.length && now[head] === before[head]) head += 1;
      let tail = 0;
      while (tail < Math.min(now.length, before.length) - head && now[now.length - 1 - tail] === before[before.length - 1 - tail]) tail += 1;
      const middle = now.slice(head, now.length - tail).map((_, n) => (head + n < before.length - tail ? styles[head + n] ?? "" : ""));
      styles = [...styles.slice(0, head), ...middle, ...(tail ? styles.slice(before.length - tail) : [])];
      before = now;
    };
    const show = () => {
      $("styles").replaceChildren(...before.flatMap((line, n) => {
        if (!line.trim()) return [];
        const start = line.length > 70 ? `${line.slice(0, 70)}…` : line;
        const label = make("label", { htmlFor: `style-${n}`, className: styles[n] ?? "" }, start);
        const select = make("select", { id: `style-${n}` });
        select.append(...Object.entries(STYLES).map(([value, text]) => make("option", { value, textContent: text, selected: value === (styles[n] ?? "") })));
        select.addEventListener("change", () => {
          styles[n] = select.value;
          label.className = select.value;
          onChange();
        });
        return [make("li", {}, label, select)];
      }));
    };
    area.addEventListener("input", () => { follow(); show(); }, { capture: true });
    return {
      ...plain,
      read: () => ({ text: area.value, styles: [...styles] }),
      write: (entry) => {
        area.value = entry.text;
        before = area.value.split("\n");
        styles = before.map((_, n) => entry.styles[n] ?? "");
        show();
      },
      lines: () => before.map((text, n) => ({ text, style: styles[n] ?? "" })),
    };
  }
  function gappedText(onChange) {
    const fields = work.gaps.map(({ initial, hint }, n) => {
      const help = [initial && `commence par ${initial}`, hint].filter(Boolean).join(", ");
      const field = make("input", { type: "text", autocomplete: "off", spellcheck: false, placeholder: initial ? `${initial}…` : "" });
      for (const name of ["autocorrect", "autocapitalize"]) field.setAttribute(name, "off");
      field.setAttribute("aria-label", `Trou ${n + 1}${help ? ` : ${help}` : ""}`);
      field.addEventListener("input", onChange);
      return field;
    });
    let line = make("p");
    const out = [line];
    work.pieces.forEach((piece, n) => {
      piece.split("\n").forEach((text, row) => {
        if (row) out.push((line = make("p")));
        line.append(text);
      });
      if (!fields[n]) return;
      line.append(fields[n]);
      if (work.gaps[n].hint) line.append(make("span", { className: "hint" }, ` (${work.gaps[n].hint}) `));
    });
    $("texte").append(...out);
    const written = () => work.pieces.map((piece, n) => piece + (fields[n] ? fields[n].value.trim() || "____" : "")).join("");
    return {
      read: () => ({ gaps: fields.map((field) => field.value), text: written() }),
      write: (entry) => fields.forEach((field, n) => { field.value = entry.gaps[n] ?? ""; }),
      focus: () => (fields.find((field) => !field.value) ?? fields[0])?.focus(),
      lines: () => written().split("\n").map((text) => ({ text, style: "" })),
      written,
      fields,
    };
  }
  const kinds = { trous: gappedText, "mise-en-page": styledText };
  const editor = (kinds[work.kind] ?? plainText)(() => keep());
  $("nom").addEventListener("input", () => keep());

  // --- the player and its keys -----------------------------------------------------------------------------
  const sound = $("son");
  let until = null;
  function pace(value) {
    const found = Math.min(1.5, Math.max(0.5, Math.round(value * 20) / 20));
    sound.preservesPitch = true;
    sound.playbackRate = sound.defaultPlaybackRate = found;
    $("vitesse").textContent = `Vitesse : ${Math.round(found * 100)} %`;
    remember("vitesse", found);
    return `Vitesse ${Math.round(found * 100)} %.`;
  }
  const jump = (seconds) => { sound.currentTime = Math.max(0, seconds); };
  function mute() {
    $("sans-son").textContent = "L’audio n’est pas à côté de cette page, ou ce navigateur ne le lit pas : gardez la page et "
      + "l’audio dans le même dossier, ou demandez l’autre format à votre formateur.";
    $("sans-son").hidden = false;
  }
  const play = () => sound.play().catch((error) => { if (error.name !== "AbortError") mute(); });
  const ACTIONS = {
    toggle: ["Lire ou mettre en pause (reprend 1,5 s avant)", "F4", () => {
      until = null;
      if (!sound.paused) return sound.pause();
      if (sound.currentTime > 0 && !sound.ended) jump(sound.currentTime - 1.5);
      return play();
    }],
    back: ["Reculer de 3 secondes", "F2", () => jump(sound.currentTime - 3)],
    slower: ["Ralentir de 5 %", "F8", () => say(pace(sound.playbackRate - 0.05))],
    faster: ["Accélérer de 5 %", "F9", () => say(pace(sound.playbackRate + 0.05))],
    help: ["Liste des touches", "F1", () => showKeys()],
  };
  if (!sound) for (const name of ["toggle", "back", "slower", "faster"]) delete ACTIONS[name];
  let keys = remembered("touches", {});
  const keyOf = (action) => keys[action] ?? ACTIONS[action][1];
  const nameOf = (event) => (["Alt", "Control", "Shift", "Meta", "AltGraph", "Dead", "Process"].includes(event.key)
    ? "" : [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Maj", event.key].filter(Boolean).join("+"));
  // never a key that types, moves or edits in a text
  const allowed = (name) => /^((Ctrl|Alt|Maj)\+)*(F\d{1,2}|Media\w+|Launch\w+|Pause|ScrollLock)$/.test(name) && !/Alt\+F4$/.test(name);
  let changing = null;
  function paintKeys() {
    for (const place of document.querySelectorAll("kbd[data-key]")) place.textContent = keyOf(place.dataset.key);
    $("liste-touches").replaceChildren(...Object.entries(ACTIONS).map(([action, [label]]) => {
      const change = make("button", { type: "button", textContent: "Changer" });
      change.setAttribute("aria-label", `Changer la touche : ${label}`);
      change.dataset.change = action;
      change.addEventListener("click", () => {
        changing = action;
        $("dit-touches").textContent = `Appuyez sur la nouvelle touche pour « ${label} », ou sur Échap.`;
      });
      return make("tr", {}, make("td", {}, label), make("td", {}, make("kbd", { textContent: keyOf(action) })), make("td", {}, change));
    }));
  }
  function newKey(name) {
    const action = changing;
    if (name === "Escape") { changing = null; $("dit-touches").textContent = "Touche gardée."; return; }
    if (!allowed(name)) { $("dit-touches").textContent = `« ${name} » sert à écrire ou à se déplacer : choisissez une touche de fonction (F1 à F24) ou une touche multimédia.`; return; }
    const taken = Object.keys(ACTIONS).find((other) => other !== action && keyOf(other) === name);
    if (taken) keys[taken] = keyOf(action);
    keys[action] = name;
    changing = null;
    remember("touches", keys);
    paintKeys();
    $("dit-touches").textContent = taken ? `${name} : fait. « ${ACTIONS[taken][0]} » prend ${keyOf(taken)}.` : `${name} : fait.`;
    document.querySelector(`[data-change="${action}"]`).focus();
  }
  function showKeys() {
    if ($("touches").open) return $("touches").close();
    $("dit-touches").textContent = "";
    return $("touches").showModal();
  }
  document.addEventListener("keydown", (event) => {
    const name = nameOf(event);
    if (!name || event.isComposing) return;
    if (changing) {
      if (name === "Tab") { changing = null; return; }
      event.preventDefault();
      event.stopPropagation();
      newKey(name);
      return;
    }
    const action = Object.keys(ACTIONS).find((one) => keyOf(one) === name);
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    ACTIONS[action][2]();
  }, { capture: true });
  if (sound) {
    sound.querySelector("source:last-of-type").addEventListener("error", mute);
    setTimeout(() => { if (sound.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) mute(); }, 1500);
    pace(remembered("vitesse", 1));
    const place = remembered(`son:${work.id}`, 0);
    if (place > 0) sound.addEventListener("loadedmetadata", () => { if (place < sound.duration - 1) jump(place); }, { once: true });
    sound.addEventListener("timeupdate", () => {
      if (until !== null && sound.currentTime >= until) { until = null; sound.pause(); }
      remember(`son:${work.id}`, sound.currentTime);
    });
    for (const name of ["play", "pause"]) sound.addEventListener(name, () => { $("jouer").textContent = sound.paused ? "Lire" : "Pause"; });
    for (const button of document.querySelectorAll("[data-do]")) button.addEventListener("click", () => ACTIONS[button.dataset.do][2]());
  }
  $("voir-touches").addEventListener("click", showKeys);
  $("touches-usuelles").addEventListener("click", () => { keys = {}; remember("touches", keys); paintKeys(); $("dit-touches").textContent = "Touches d’origine."; });
  $("touches").addEventListener("close", () => { changing = null; });
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());

  // --- the copy as a file ----------------------------------------------------------------------------------
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  function styledFile(name) {
    const tags = { title: "h1", heading: "h2", list: "li" };
    let open = false;
    const rows = editor.lines().filter(({ text }) => text.trim()).map(({ text, style }) => {
      const tag = tags[style] ?? "p";
      const list = (tag === "li" && !open ? "<ul>" : "") + (tag !== "li" && open ? "</ul>" : "");
      open = tag === "li";
      return `${list}<${tag}>${escaped(text.trim())}</${tag}>`;
    });
    return `<!doctype html>\n<html lang="fr"><head><meta charset="utf-8"><title>${escaped(`${name} - ${work.id}`)}</title>`
      + `<meta name="author" content="${escaped(name)}"><meta name="transcribe-exercise" content="${escaped(work.id)}"></head>\n<body>\n`
      + `${rows.join("\n")}${open ? "</ul>" : ""}\n</body></html>\n`;
  }
  function saveCopy() {
    const name = $("nom").value.normalize("NFC").replace(/[\\/:*?"<>|\u0000-\u001f]+/g, " ").replace(/\s+/g, " ").trim();
    const refused = $("sans-nom");
    const why = !/\p{L}/u.test(name) ? "Écrivez votre prénom et votre nom : ils nomment le fichier à rendre."
      : !/[\p{L}\p{N}]/u.test(editor.written()) ? "Votre texte est vide : il n’y a rien à rendre." : "";
    refused.hidden = !why;
    refused.textContent = why;
    if (why) { if (/\p{L}/u.test(name)) editor.focus(); else $("nom").focus(); return; }
    const styled = work.kind === "mise-en-page";
    const content = styled ? styledFile(name) : `\ufeff${editor.written().replace(/\r?\n/g, "\r\n")}\r\n`;
    const address = URL.createObjectURL(new Blob([content], { type: styled ? "text/html" : "text/plain" }));
    const file = `${name} - ${work.id}.${styled ? "html" : "txt"}`;
    const link = make("a", { href: address, download: file, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    $("etat").dataset.state = "kept";
    $("etat").textContent = `Copie enregistrée : « ${file} », dans vos téléchargements. Rendez ce fichier à votre formateur.`;
    say($("etat").textContent);
    keep();
    turn += 1; // the line stays
  }
  $("enregistrer").addEventListener("click", saveCopy);

  // --- settings and the copies kept --------------------------------------------------------------------------
  let look = remembered("aspect", { size: "", spaced: false, dyslexia: false });
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
      remember("aspect", look);
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

  // what the correction of a training exercise works with (correction.js)
  window.exercice = { $, work, editor, make, say, STYLES, sound, hear: (from, to) => { jump(from); until = to; play(); } };
})();
