// The keys of the pages: read, shown and heard. Which key does what is given to them (scripts/controls.py).

const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Enter: "Entrée", Escape: "Échap", " ": "Espace" };
const SILENT = ["Alt", "Control", "Shift", "Meta", "AltGraph", "Dead", "Process"];

/** The name of a pressed key: « F4 », « Alt+Enter »; nothing for a modifier alone or a letter that is being composed. */
export function nameOf(event) {
  if (SILENT.includes(event.key)) return "";
  return [event.ctrlKey && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift", event.key].filter(Boolean).join("+");
}

export function shown(name) {
  return name.split("+").map((part) => ({ Ctrl: "Ctrl", Shift: "Maj" })[part] ?? SHOWN[part] ?? part).join(" + ");
}

/** Calls `handlers[action]()` for the key of each action, wherever the caret is; `chosen` may change meanwhile. */
export function listen(chosen, handlers) {
  document.addEventListener("keydown", (event) => {
    const name = nameOf(event);
    const [action] = Object.entries(chosen).find(([, key]) => key === name) ?? [];
    if (!handlers[action] || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    handlers[action]();
  }, { capture: true });
}
