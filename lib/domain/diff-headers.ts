import type { HeaderPair } from "./shown-headers.ts";

/** A header in two lists; null where it is not sent. Repeated names are joined. */
export type HeaderDifference = { name: string; before: string | null; after: string | null };

/** The headers that differ between two lists, by name, and how many are alike. */
export function diffHeaders(before: readonly HeaderPair[], after: readonly HeaderPair[]) {
  const left = byName(before);
  const right = byName(after);
  const names = [...new Set([...left.keys(), ...right.keys()])].sort();
  const differences: HeaderDifference[] = names
    .map((name) => ({ name, before: left.get(name) ?? null, after: right.get(name) ?? null }))
    .filter((header) => header.before !== header.after);
  return { differences, alike: names.length - differences.length };
}

function byName(headers: readonly HeaderPair[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = found.get(key);
    found.set(key, known === undefined ? value : `${known}, ${value}`);
  }
  return found;
}
