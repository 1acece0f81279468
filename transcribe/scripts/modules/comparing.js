// A text beside its key: which words face each other, and how a key in a page is kept from the eye.

/** What opens a passage of a key (scripts/hiding.py): xorshift32 begun at the FNV-1a hash of its key. */
export function revealed(hidden, key) {
  let seed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
  seed ||= 1;
  const bytes = Uint8Array.from(atob(hidden), (letter) => {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed = (seed ^ (seed << 5)) >>> 0;
    return letter.charCodeAt(0) ^ (seed >>> 24);
  });
  return JSON.parse(new TextDecoder().decode(bytes));
}

export const words = (text) => text.match(/\S+/g) ?? [];

/** A word as it is compared: apostrophes and quotation marks of one form. */
export const plain = (word) => word.normalize("NFC").replace(/[’ʼ]/g, "'").replace(/[“”«»]/g, '"').replace(/…/g, "...");

/** Which words of two lists face each other, as the longest common subsequence: pairs of places. */
export function pairs(mine, theirs) {
  const [a, b] = [mine.map(plain), theirs.map(plain)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const found = Array.from({ length: head }, (_, n) => [n, n]);
  const [rows, columns] = [a.length - tail - head, b.length - tail - head];
  if (rows * columns <= 25e6) {
    const best = Array.from({ length: rows + 1 }, () => new Uint16Array(columns + 1));
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        best[i][j] = a[head + i] === b[head + j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns;) {
      if (a[head + i] === b[head + j]) { found.push([head + i, head + j]); i += 1; j += 1; }
      else if (best[i + 1][j] >= best[i][j + 1]) i += 1;
      else j += 1;
    }
  }
  for (let n = tail; n > 0; n -= 1) found.push([a.length - n, b.length - n]);
  return found;
}
