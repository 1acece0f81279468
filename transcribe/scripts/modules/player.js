// The player: a native audio element, its buttons, its speed at the same pitch, its place kept.

import { remember, remembered } from "./drawer.js";

const STEP = 0.05;
const [SLOWEST, FASTEST] = [0.5, 1.5];
const BACK = 3;
const MUTE = "Le son ne peut pas être lu : vérifiez la liaison, puis rechargez la page.";

export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export class Player {
  /**
   * @param {HTMLElement} root holds the audio and, by `data-do`, its buttons; `data-pace` chooses the speed
   * @param {{name: string, pace: number, rewind: number, onPace: (pace: number) => void, mute: () => void}} options
   *   under which name its place is kept, seconds back on resuming, what to do when the sound cannot be played
   * @param {(sentence: string) => void} tell
   */
  constructor(root, { name, pace = 1, rewind = 1.5, onPace = () => {}, mute = () => tell(MUTE) }, tell) {
    Object.assign(this, { root, name, rewind, tell, onPace, mute, until: null });
    this.audio = root.querySelector("audio");
    this.audio.preservesPitch = true;
    this.pace = root.querySelector("[data-pace]");
    this.setPace(pace, { silent: true });
    const place = remembered(name, 0);
    const resume = () => place < this.audio.duration - 1 && this.jump(place);
    if (place > 0) this.audio.addEventListener("loadedmetadata", resume, { once: true });
    this.audio.addEventListener("timeupdate", () => this.moved());
    for (const kind of ["play", "pause"]) this.audio.addEventListener(kind, () => this.state());
    this.watch();
    for (const [action, run] of Object.entries(this.actions())) {
      root.querySelector(`[data-do="${action}"]`)?.addEventListener("click", run);
    }
    this.pace?.addEventListener("change", () => this.setPace(Number(this.pace.value)));
  }

  /** No source that this browser can play: the last of them says so, perhaps before we listen. */
  watch() {
    const last = [...this.audio.querySelectorAll("source")].at(-1) ?? this.audio;
    last.addEventListener("error", this.mute);
    setTimeout(() => this.audio.networkState === HTMLMediaElement.NETWORK_NO_SOURCE && this.mute(), 1500);
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
    return this.audio.play().catch(({ name }) => {
      if (name === "NotAllowedError") this.tell("La lecture n’a pas commencé : appuyez encore une fois.");
      else if (name !== "AbortError") this.mute();
    });
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
    const pace = Math.min(FASTEST, Math.max(SLOWEST, Math.round(value * 20) / 20));
    this.audio.playbackRate = this.audio.defaultPlaybackRate = pace;
    if (this.pace) this.pace.value = pace.toFixed(2);
    this.onPace(pace);
    if (!silent) this.tell(`Vitesse ${Math.round(pace * 100)} %.`);
  }

  moved() {
    if (this.until !== null && this.audio.currentTime >= this.until) {
      this.until = null;
      this.audio.pause();
    }
    remember(this.name, this.audio.currentTime);
  }

  state() {
    const button = this.root.querySelector('[data-do="toggle"]');
    if (button) button.querySelector("[data-word]").textContent = this.audio.paused ? "Lire" : "Pause";
  }
}
