// The player: a native audio element, its buttons, its speed at the same pitch, its place kept.

const STEP = 0.05;
const [SLOWEST, FASTEST] = [0.5, 1.5];
const BACK = 3;

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export class Player {
  /**
   * @param {HTMLElement} root holds the audio and, by `data-do`, its buttons
   * @param {{name: string, pace: number, rewind: number}} options where the place is kept, seconds back on resuming
   * @param {(sentence: string) => void} tell
   */
  constructor(root, { name, pace = 1, rewind = 1.5 }, tell) {
    Object.assign(this, { root, name: `son:${name}`, rewind, tell, until: null });
    this.audio = root.querySelector("audio");
    this.audio.preservesPitch = true;
    this.pace = root.querySelector("[data-pace]");
    this.setPace(pace, { silent: true });
    const place = Number(localStorage.getItem(this.name));
    if (place > 0) this.audio.addEventListener("loadedmetadata", () => (this.audio.currentTime = place), { once: true });
    this.audio.addEventListener("timeupdate", () => this.moved());
    for (const kind of ["play", "pause"]) this.audio.addEventListener(kind, () => this.state());
    this.audio.addEventListener("error", () => this.tell("Le son ne peut pas être lu : vérifiez la liaison, puis rechargez la page."));
    for (const [action, run] of Object.entries(this.actions())) {
      root.querySelector(`[data-do="${action}"]`)?.addEventListener("click", run);
    }
    this.pace?.addEventListener("change", () => this.setPace(Number(this.pace.value)));
  }

  actions() {
    return {
      toggle: () => this.toggle(),
      back: () => this.jump(this.audio.currentTime - BACK),
      slower: () => this.setPace(this.audio.playbackRate - STEP),
      faster: () => this.setPace(this.audio.playbackRate + STEP),
    };
  }

  toggle() {
    this.until = null;
    if (!this.audio.paused) return this.audio.pause();
    if (this.audio.currentTime > 0 && !this.audio.ended) this.jump(this.audio.currentTime - this.rewind);
    return this.play();
  }

  play() {
    this.audio.play().catch(() => this.tell("La lecture n’a pas commencé : appuyez encore une fois."));
  }

  jump(seconds) {
    this.audio.currentTime = Math.max(0, seconds);
  }

  /** Plays one passage, a little more on each side, and stops. */
  passage([start, end]) {
    this.jump(start - 0.4);
    this.until = end + 0.4;
    this.play();
  }

  setPace(value, { silent = false } = {}) {
    const pace = Math.min(FASTEST, Math.max(SLOWEST, Math.round(value / STEP) * STEP));
    this.audio.playbackRate = this.audio.defaultPlaybackRate = pace;
    if (this.pace) this.pace.value = pace.toFixed(2);
    if (!silent) this.tell(`Vitesse ${Math.round(pace * 100)} %.`);
  }

  moved() {
    if (this.until !== null && this.audio.currentTime >= this.until) {
      this.until = null;
      this.audio.pause();
    }
    try {
      localStorage.setItem(this.name, String(this.audio.currentTime));
    } catch {
      // the place is a comfort: without storage the sound begins at its start
    }
  }

  state() {
    const button = this.root.querySelector('[data-do="toggle"]');
    if (button) button.querySelector("[data-word]").textContent = this.audio.paused ? "Lire" : "Pause";
  }
}
