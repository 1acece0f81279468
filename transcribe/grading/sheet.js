// « Écouter » : joue le passage d’une faute, puis s’arrête. Sans réseau, sans autre fichier que l’audio à côté.
(() => {
  "use strict";
  const player = document.querySelector("audio.dictation");
  const said = document.querySelector(".dictation-said");
  if (!player) return;
  let until = 0;
  let playing = null;

  const rest = () => {
    if (playing) {
      playing.setAttribute("aria-pressed", "false");
      playing.textContent = "Écouter";
    }
    playing = null;
    until = 0;
  };
  const lost = () => {
    rest();
    if (said) said.textContent = "L’audio n’est pas à côté de cette page : gardez-les dans le même dossier.";
  };
  const hear = (button) => {
    const again = playing === button && !player.paused;
    player.pause();
    rest();
    if (again) return;
    playing = button;
    until = Number(button.dataset.until);
    button.setAttribute("aria-pressed", "true");
    button.textContent = "Arrêter";
    player.currentTime = Number(button.dataset.since);
    player.play().catch((error) => {
      if (error.name !== "AbortError") lost();
    });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.hear");
    if (button) hear(button);
  });
  player.addEventListener("timeupdate", () => {
    if (until && player.currentTime >= until) {
      player.pause();
      rest();
    }
  });
  player.addEventListener("ended", rest);
  player.addEventListener("pause", () => {
    if (playing && until && player.currentTime < until) rest();
  });
  const last = player.querySelector("source:last-of-type");
  if (last) last.addEventListener("error", lost);
})();
