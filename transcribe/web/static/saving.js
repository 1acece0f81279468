// Autosave: compare-and-set against the revision that the text was typed on, one request at a time.
//
// Every change has a number (`seq`) in this window (`tab`): the server knows what it has already taken, so an answer
// that was lost is no second save. A refusal (another window wrote meanwhile) loses nothing: the server keeps both.

import { Outbox } from "./outbox.js";

const DELAY = 800;
const AGAIN = [1500, 3000, 6000, 12000];

export const STATES = {
  saved: (at) => `Enregistré à ${at}.`,
  saving: () => "Enregistrement en cours…",
  offline: () => "Pas de liaison : votre texte est gardé sur ce poste et partira dès que possible.",
  conflict: () => "Une autre fenêtre a changé ce texte. Rien n’est perdu : les deux versions sont gardées.",
  signedOut: () => "Votre session est finie : votre texte est gardé sur ce poste. Reconnectez-vous dans un autre onglet.",
  handedIn: () => "Cette copie est rendue : elle ne change plus.",
  refused: () => "Le serveur refuse ce texte : il est gardé sur ce poste. Prévenez votre formateur.",
};

function randomName() {
  return [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join("");
}

export class Saver {
  /**
   * @param {{copy: string, address?: string, rev: number, text: string, styles: string[]}} work what the server gave
   * @param {() => {text: string, styles: string[]}} current what stands in the page
   * @param {(state: string, detail?: object) => void} tell
   */
  constructor(work, current, tell) {
    Object.assign(this, { copy: work.copy, address: work.address ?? `/api/copies/${work.copy}`, base: work.rev, current, tell });
    this.tab = randomName();
    this.outbox = new Outbox(work.copy, this.tab);
    this.adopted = null; // the entry of a former window that this one goes on with, until its text is on the server
    this.seq = 0;
    this.sent = JSON.stringify({ text: work.text, styles: work.styles });
    this.flight = null;
    this.timer = 0;
    this.failures = 0;
    this.stopped = false;
  }

  /**
   * What was typed here and did not leave: the newest is sent first and the page goes on with it; what other windows
   * left is sent too, so that the server keeps it among the versions.
   */
  async begin() {
    const [newest, ...older] = await this.outbox.left();
    if (!newest) return null;
    const [name, local] = newest;
    const { text, styles } = local;
    try {
      const answer = await this.put(local);
      for (const [other, entry] of older) {
        await this.put(entry);
        await this.outbox.forget(other);
      }
      this.base = answer.rev;
      if (answer.status === "conflict") {
        this.adopted = name;
        this.stopped = true;
        return { text, styles, conflict: answer };
      }
      await this.outbox.forget(name);
      const now = answer.status === "known" ? { text: answer.text, styles: answer.styles } : { text, styles };
      this.sent = JSON.stringify(now);
      return now;
    } catch (failure) {
      this.adopted = name;
      this.base = local.base;
      this.sent = "";
      this.failed(failure);
      if (!this.stopped) this.plan();
      return { text, styles };
    }
  }

  changed() {
    this.seq += 1;
    this.keep(true);
    if (!this.stopped) this.plan(DELAY);
  }

  keep(pending) {
    const entry = { ...this.current(), base: this.base, tab: this.tab, seq: this.seq, pending, at: Date.now() };
    return this.outbox.keep(entry);
  }

  plan(delay = AGAIN[Math.min(this.failures, AGAIN.length) - 1] ?? AGAIN[0]) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.push(), delay);
  }

  /** Sends what is not sent; resolves to true when the server holds all that is typed. */
  async push({ leaving = false } = {}) {
    if (this.flight && !leaving) await this.flight;
    if (this.stopped) return false;
    const now = this.current();
    const whole = JSON.stringify(now);
    if (whole === this.sent) return true;
    this.flight = this.deliver(now, whole, leaving).finally(() => (this.flight = null));
    return this.flight;
  }

  async deliver(now, whole, leaving) {
    this.tell("saving");
    const entry = { ...now, base: this.base, tab: this.tab, seq: this.seq };
    try {
      const answer = await this.put(entry, leaving);
      if (answer.status === "conflict") {
        this.stopped = true;
        this.tell("conflict", answer);
        return false;
      }
      this.failures = 0;
      this.base = answer.rev;
      if (this.adopted) this.outbox.forget(this.adopted);
      this.adopted = null;
      this.sent = whole;
      const done = JSON.stringify(this.current()) === whole;
      await this.keep(!done);
      if (done) this.tell("saved");
      else this.plan(DELAY);
      return done;
    } catch (failure) {
      this.failed(failure);
      if (!this.stopped) this.plan();
      return false;
    }
  }

  failed(failure) {
    this.failures += 1;
    const state = { 401: "signedOut", 403: "refused", 410: "handedIn", 413: "refused", 422: "refused" }[failure.status];
    if (state === "handedIn") this.stopped = true;
    this.tell(state ?? "offline");
  }

  async put(entry, keepalive = false) {
    const { text, styles, base, tab, seq } = entry;
    const response = await fetch(this.address, {
      method: "PUT",
      keepalive,
      headers: { "Content-Type": "application/json", "X-Transcribe": "1" },
      body: JSON.stringify({ text, styles, base, tab, seq }),
    });
    if (response.status !== 200 && response.status !== 409) {
      throw Object.assign(new Error("not saved"), { status: response.status });
    }
    return response.json();
  }

  /** After a conflict: goes on from the server's revision with the text that the learner chose. */
  async resume(rev, serverText) {
    this.base = rev;
    this.sent = JSON.stringify(serverText);
    this.stopped = false;
    if (this.adopted) await this.outbox.forget(this.adopted); // the server has it, among the versions
    this.adopted = null;
    this.seq += 1;
    await this.keep(true);
    return this.push();
  }
}
