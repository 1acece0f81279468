// The keys of the pages: which key does what, changed by the learner, none of them a typing key.

export const ACTIONS = {
  toggle: { label: "Lire ou mettre en pause (reprend un peu avant)", key: "F4" },
  back: { label: "Reculer de 3 secondes", key: "F2" },
  slower: { label: "Ralentir de 5 %", key: "F8" },
  faster: { label: "Accélérer de 5 %", key: "F9" },
  here: { label: "Écouter le passage où se trouve le curseur", key: "Alt+Enter" },
  next: { label: "Passage à vérifier suivant", key: "Alt+ArrowDown" },
  previous: { label: "Passage à vérifier précédent", key: "Alt+ArrowUp" },
  help: { label: "Liste des touches", key: "F1" },
};

const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Enter: "Entrée", Escape: "Échap", " ": "Espace" };

/** The name of a pressed key: « F4 », « Alt+Enter »; nothing for a modifier alone. */
export function nameOf(event) {
  if (["Alt", "Control", "Shift", "Meta", "AltGraph", "Dead"].includes(event.key)) return "";
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", event.key].filter(Boolean).join("+");
}

/** Whether a key may be given to an action: never one that types, moves or edits in a text. */
export function allowed(name) {
  const parts = name.split("+");
  const key = parts.at(-1);
  if (/^(F\d{1,2}|Media\w+|Launch\w+|Pause|ScrollLock)$/.test(key)) return true;
  return parts.includes("Alt") && !parts.includes("Ctrl") && key.length > 1 && !["F4", "Tab"].includes(key);
}

export function shown(name) {
  return name.split("+").map((part) => ({ Ctrl: "Ctrl", Shift: "Maj" })[part] ?? SHOWN[part] ?? part).join(" + ");
}

/** Calls `handlers[action]()` for the key of each action, wherever the caret is. */
export function listen(chosen, handlers) {
  const byKey = new Map(Object.entries(ACTIONS).map(([action, { key }]) => [chosen[action] ?? key, action]));
  document.addEventListener("keydown", (event) => {
    const handler = handlers[byKey.get(nameOf(event))];
    if (!handler || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    handler();
  }, { capture: true });
}
