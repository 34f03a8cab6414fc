export type LineChange = { kind: "same" | "removed" | "added"; text: string };

/** Beyond this many lines, the changed middle is shown as one block removed and one added. */
const MAX_LINES = 600;

/** What becomes of the lines of a text: the longest common run of lines stays, the rest is removed or added. */
export function diffLines(before: string, after: string): LineChange[] {
  const a = linesOf(before);
  const b = linesOf(after);
  if (a.length > MAX_LINES || b.length > MAX_LINES) {
    return before === after ? a.map(same) : [...a.map(removed), ...b.map(added)];
  }
  return walk(a, b, commonLengths(a, b));
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r?\n/);
}

/** `lengths[i][j]`: how many lines a from i and b from j on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i] ?? [];
      const below = lengths[i + 1] ?? [];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

function walk(a: readonly string[], b: readonly string[], lengths: readonly number[][]): LineChange[] {
  const changes: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (left !== undefined && left === right) {
      changes.push(same(left));
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      changes.push(removed(left));
      i += 1;
    } else {
      changes.push(added(right ?? ""));
      j += 1;
    }
  }
  return changes;
}

const at = (lengths: readonly number[][], i: number, j: number) => lengths[i]?.[j] ?? 0;
const same = (text: string): LineChange => ({ kind: "same", text });
const removed = (text: string): LineChange => ({ kind: "removed", text });
const added = (text: string): LineChange => ({ kind: "added", text });
