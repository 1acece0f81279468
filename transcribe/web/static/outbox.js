// What was typed on this computer and is not yet known to be on the server.
//
// Kept twice: a browser that is killed loses the last seconds of localStorage but not IndexedDB; a tab that is closed
// at once may outrun IndexedDB but not localStorage. The newest of the two is what was typed last.

const DATABASE = "transcribe";
const STORE = "copies";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function fromLocalStorage(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null; // storage refused, or a text that is not ours
  }
}

/** Every entry kept under a name that begins with `prefix`: `[name, entry]`, the newest of both places. */
async function entries(database, prefix) {
  const found = new Map();
  for (let n = 0; n < localStorage.length; n += 1) {
    const name = localStorage.key(n);
    if (name?.startsWith(prefix)) found.set(name, fromLocalStorage(name));
  }
  if (database) {
    const store = database.transaction(STORE).objectStore(STORE);
    const [names, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    names.forEach((name, n) => {
      if (name.startsWith(prefix) && !(found.get(name)?.at >= values[n].at)) found.set(name, values[n]);
    });
  }
  return [...found].filter(([, entry]) => entry);
}

/** What one window keeps of one copy: `{text, styles, base, tab, seq, pending, at}`; each window has its own. */
export class Outbox {
  constructor(copy, tab) {
    this.prefix = `copie:${copy}:`;
    this.name = this.prefix + tab;
    this.database = opened().catch(() => null);
    this.next = this.writing = null;
  }

  /** What windows of this copy, closed or killed since, did not send: `[name, entry]`, the newest first. */
  async left() {
    const found = await entries(await this.database, this.prefix).catch(() => []);
    return found.filter(([name, entry]) => entry.pending && name !== this.name).sort(([, a], [, b]) => b.at - a.at);
  }

  /** Keeps `entry`; true when at least one of the two places took it. */
  async keep(entry) {
    let kept = false;
    try {
      localStorage.setItem(this.name, JSON.stringify(entry));
      kept = true;
    } catch {
      // full or refused: IndexedDB is left
    }
    const database = await this.database;
    return database ? (await this.write(database, entry)) || kept : kept;
  }

  /** One transaction at a time, always of the newest text: behind a queue of older ones the last letters would wait. */
  write(database, entry) {
    this.next = entry;
    this.writing ??= (async () => {
      let done = true;
      while (this.next && done) {
        const now = this.next;
        this.next = null;
        done = await new Promise((resolve) => {
          const transaction = database.transaction(STORE, "readwrite");
          transaction.objectStore(STORE).put(now, this.name);
          transaction.oncomplete = () => resolve(true);
          transaction.onerror = transaction.onabort = () => resolve(false);
        });
      }
      this.writing = null;
      return done;
    })();
    return this.writing;
  }

  async forget(name) {
    localStorage.removeItem(name);
    const database = await this.database;
    if (database) await asked(database.transaction(STORE, "readwrite").objectStore(STORE).delete(name));
  }
}

/** The names of what this browser still holds and the server may not have. */
export async function unsent() {
  const found = await entries(await opened().catch(() => null), "copie:");
  return found.filter(([, entry]) => entry.pending).map(([name]) => name);
}

/** Leaves nothing of any copy in this browser, but what the server has not received. */
export async function wipe() {
  const keep = new Set(await unsent());
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith("copie:") && !keep.has(name)) localStorage.removeItem(name);
  }
  const database = await opened().catch(() => null);
  if (!database) return;
  const store = database.transaction(STORE, "readwrite").objectStore(STORE);
  for (const name of await asked(store.getAllKeys())) if (!keep.has(name)) store.delete(name);
}
