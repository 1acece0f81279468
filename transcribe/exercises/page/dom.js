// What the page's modules share: its elements, its work, its voice.

export const $ = (id) => document.getElementById(id);

export const work = JSON.parse($("travail").textContent);

export function make(name, props = {}, ...children) {
  const element = Object.assign(document.createElement(name), props);
  element.append(...children);
  return element;
}

/** Said to a screen reader, again when it is the same sentence. */
export function say(sentence) {
  $("annonce").textContent = "";
  setTimeout(() => { $("annonce").textContent = sentence; }, 30);
}
