// A page that follows what happens: the server sends texts by the name of their place, this puts them there.

const root = document.querySelector("[data-flux]");

function put(found) {
  for (const one of document.querySelectorAll("[data-live]")) {
    const text = found.texts[one.dataset.live];
    if (text !== undefined && one.textContent !== text) one.textContent = text;
  }
  for (const one of document.querySelectorAll("[data-bar]")) {
    const value = found.bars?.[one.dataset.bar];
    if (value !== undefined) one.value = value;
  }
  for (const one of document.querySelectorAll("[data-if]")) one.hidden = !found.texts[one.dataset.if];
  const stale = document.querySelector("[data-stale]");
  if (stale && found.shape !== undefined) stale.hidden = found.shape === root.dataset.shape;
}

if (root) {
  const source = new EventSource(root.dataset.flux);
  const line = document.querySelector("[data-line]");
  source.addEventListener("message", (event) => {
    if (line) line.textContent = "";
    const found = JSON.parse(event.data);
    put(found);
    if (found.reload) {
      source.close();
      location.reload();
    }
  });
  source.addEventListener("fin", () => {
    source.close();
    if (line) line.textContent = "Votre session est finie : entrez à nouveau pour suivre la suite.";
  });
  source.addEventListener("error", () => {
    if (line) line.textContent = "Pas de liaison : la page se remettra à jour d’elle-même.";
  });
  addEventListener("pagehide", () => source.close());
}
