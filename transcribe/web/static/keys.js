// The keys of the pages. The server gives the key of each action (web/choices.py); here they are read, shown and heard.

const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Enter: "Entrée", Escape: "Échap", " ": "Espace" };

/** The name of a pressed key: « F4 », « Alt+Enter »; nothing for a modifier alone. */
export function nameOf(event) {
  if (["Alt", "Control", "Shift", "Meta", "AltGraph", "Dead"].includes(event.key)) return "";
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", event.key].filter(Boolean).join("+");
}

export function shown(name) {
  return name.split("+").map((part) => ({ Ctrl: "Ctrl", Shift: "Maj" })[part] ?? SHOWN[part] ?? part).join(" + ");
}

/** Calls `handlers[action]()` for the key of each action, wherever the caret is. */
export function listen(chosen, handlers) {
  const byKey = new Map(Object.entries(chosen).map(([action, key]) => [key, action]));
  document.addEventListener("keydown", (event) => {
    const handler = handlers[byKey.get(nameOf(event))];
    if (!handler || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    handler();
  }, { capture: true });
}
