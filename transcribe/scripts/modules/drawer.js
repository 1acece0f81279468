// What a browser keeps of texts, by name.
//
// Kept twice: a browser that is killed loses the last seconds of localStorage but not IndexedDB; a tab that is closed
// at once may outrun IndexedDB but not localStorage. The newest of the two is what was typed last.

const STORE = "copies";
const PATIENCE = 4000; // a database that does not open: localStorage alone until it does

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function opened(database) {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(null);
    } catch {
      resolve(null); // storage refused
    }
  });
}

/** The names in localStorage; none where it is refused. */
function localNames() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function fromLocalStorage(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null; // refused, or a text that is not ours
  }
}

/** Entries are objects with `at`, when they were typed. */
export class Drawer {
  constructor(database) {
    const whenever = opened(database);
    const patience = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
    this.database = Promise.race([whenever, patience]);
    whenever.then(() => (this.database = whenever));
    this.waiting = new Map();
    this.writing = null;
  }

  /** Every entry under a name that begins with `prefix`, the newest of both places: `[name, entry]`, newest first. */
  async entries(prefix) {
    const found = new Map();
    const take = (name, entry) => {
      if (entry && !(found.get(name)?.at >= entry.at)) found.set(name, entry);
    };
    for (const name of localNames()) if (name.startsWith(prefix)) take(name, fromLocalStorage(name));
    const database = await this.database;
    if (database) {
      try {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const store = database.transaction(STORE).objectStore(STORE);
        const [names, values] = await Promise.all([asked(store.getAllKeys(range)), asked(store.getAll(range))]);
        names.forEach((name, n) => take(name, values[n]));
      } catch {
        // localStorage is left
      }
    }
    return [...found].sort(([, a], [, b]) => b.at - a.at);
  }

  /** Every name that begins with `prefix`, of either place, readable or not. */
  async names(prefix) {
    const database = await this.database;
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const there = database ? await asked(database.transaction(STORE).objectStore(STORE).getAllKeys(range)) : [];
    return [...new Set([...localNames().filter((name) => name.startsWith(prefix)), ...there])];
  }

  /** Keeps `entry`; true when at least one of the two places took it. */
  async keep(name, entry) {
    let kept = false;
    try {
      localStorage.setItem(name, JSON.stringify(entry));
      kept = true;
    } catch {
      // full or refused: IndexedDB is left
    }
    const database = await this.database;
    return database ? (await this.write(database, name, entry)) || kept : kept;
  }

  /** One transaction at a time, always of the newest texts: behind a queue of older ones the last letters would wait. */
  write(database, name, entry) {
    this.waiting.set(name, entry);
    this.writing ??= (async () => {
      let done = true;
      while (this.waiting.size && done) {
        const now = [...this.waiting];
        this.waiting.clear();
        done = await new Promise((resolve) => {
          try {
            const transaction = database.transaction(STORE, "readwrite");
            for (const [place, one] of now) transaction.objectStore(STORE).put(one, place);
            transaction.oncomplete = () => resolve(true);
            transaction.onerror = transaction.onabort = () => resolve(false);
          } catch {
            resolve(false); // the browser closed the database
          }
        });
      }
      this.writing = null;
      return done;
    })();
    return this.writing;
  }

  async forget(name) {
    this.waiting.delete(name);
    try {
      localStorage.removeItem(name);
    } catch {
      // refused: nothing is there
    }
    const database = await this.database;
    if (database) await asked(database.transaction(STORE, "readwrite").objectStore(STORE).delete(name));
  }
}

/** A choice of this computer, kept for comfort: `usual` where none is, or storage is refused. */
export function remembered(name, usual) {
  return fromLocalStorage(name) ?? usual;
}

export function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // a comfort, not the text
  }
}
