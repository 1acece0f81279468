// The mark of a text to proofread: its faults put right, less what was spoilt.

import { pairs } from "./comparing.js";

/** Words and ends of lines. */
export const pieces = (text) => text.match(/\n+|[^\s\n]+/g)?.map((piece) => (piece[0] === "\n" ? "\n" : piece)) ?? [];

/** Where a text differs from the right one, as ranges of the right one's pieces `[from, to]`, empty for what is added. */
export function differences(right, mine) {
  const [a, b] = [pieces(mine), pieces(right)];
  const found = [[-1, -1], ...pairs(a, b), [a.length, b.length]];
  return found.slice(1).flatMap(([i, j], n) => {
    const [h, k] = found[n];
    return i - h > 1 || j - k > 1 ? [{ from: k + 1, to: j, mine: a.slice(h + 1, i).join(" ") }] : [];
  });
}

function touches(one, other) {
  const empty = one.from === one.to || other.from === other.to;
  return empty ? one.from <= other.to && other.from <= one.to : one.from < other.to && other.from < one.to;
}

/**
 * @param {string} right the right text
 * @param {string} mine the learner's
 * @param {{from: number, to: number}[]} faults ranges of the right text's pieces
 * @returns {{fixed: boolean[], spoilt: {from: number, to: number, mine: string}[], points: number}} points out of 100
 */
export function marked(right, mine, faults) {
  const found = differences(right, mine);
  const fixed = faults.map((fault) => !found.some((one) => touches(one, fault)));
  const spoilt = found.filter((one) => !faults.some((fault) => touches(one, fault)));
  const good = fixed.filter(Boolean).length - spoilt.length;
  return { fixed, spoilt, points: Math.round((100 * Math.max(0, good)) / Math.max(1, faults.length)) };
}
