// What was typed on this computer and is not yet known to be on the server.

import { Drawer } from "./drawer.js";

const DATABASE = "transcribe";
const ALL = "copie:";

/** What one window keeps of one copy: `{text, styles, base, tab, seq, pending, at}`; each window has its own. */
export class Outbox {
  constructor(copy, tab) {
    this.prefix = `${ALL}${copy}:`;
    this.name = this.prefix + tab;
    this.drawer = new Drawer(DATABASE);
  }

  /** What windows of this copy, closed or killed since, did not send: `[name, entry]`, the newest first. */
  async left() {
    const found = await this.drawer.entries(this.prefix);
    return found.filter(([name, entry]) => entry.pending && name !== this.name);
  }

  /** Keeps `entry`; true when at least one place of this browser took it. */
  keep(entry) {
    return this.drawer.keep(this.name, entry);
  }

  forget(name) {
    return this.drawer.forget(name);
  }
}

/** The names of what this browser still holds and the server may not have. */
export async function unsent() {
  const found = await new Drawer(DATABASE).entries(ALL);
  return found.filter(([, entry]) => entry.pending).map(([name]) => name);
}

/** Leaves nothing of any copy in this browser, but what the server has not received. */
export async function wipe() {
  const keep = new Set(await unsent());
  const drawer = new Drawer(DATABASE);
  for (const name of await drawer.names(ALL)) if (!keep.has(name)) await drawer.forget(name);
}
