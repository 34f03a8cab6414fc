import type { SearchHit } from "./api/search.ts";

export interface SearchCandidate {
  hit: SearchHit;
  /** The ids and names by which it may have been found. */
  texts: readonly (string | null)[];
}

const MAX_PER_KIND = 10;
const WHOLE = 0;
const BEGINNING = 1;
const INSIDE = 2;

/** What people look for first, where the match is equally good. */
const KIND_ORDER = {
  business: 0,
  user: 1,
  connection: 2,
  resource: 3,
  event: 4,
  delivery: 5,
  request: 6,
  replay: 7,
  source: 8,
  destination: 9,
  directory: 10,
  subject: 11,
} satisfies Record<SearchHit["kind"], number>;

/** Whole matches first, then beginnings, then parts; each thing once, and at most ten of a kind. */
export function rankHits(candidates: readonly SearchCandidate[], q: string): SearchHit[] {
  const wanted = q.toLowerCase();
  const ranked = candidates
    .map(({ hit, texts }) => ({ hit, rank: rankOf(texts, wanted) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        KIND_ORDER[a.hit.kind] - KIND_ORDER[b.hit.kind] ||
        compare(a.hit.title.toLowerCase(), b.hit.title.toLowerCase()),
    );
  return cut(ranked.map(({ hit }) => hit));
}

function rankOf(texts: readonly (string | null)[], wanted: string): number {
  const ranks = texts.map((text) => {
    const given = text?.toLowerCase();
    if (given === wanted) return WHOLE;
    return given?.startsWith(wanted) ? BEGINNING : INSIDE;
  });
  return Math.min(INSIDE, ...ranks);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function cut(hits: readonly SearchHit[]): SearchHit[] {
  const known = new Set(hits.filter(({ source }) => source !== null).map(({ kind, id }) => `${kind} ${id}`));
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  return hits.filter((hit) => {
    const key = JSON.stringify([hit.kind, hit.id, hit.source, hit.detail]);
    const count = counts.get(hit.kind) ?? 0;
    // What is only known from its events gives way to the same thing with a state.
    if (seen.has(key) || count >= MAX_PER_KIND || (hit.source === null && known.has(`${hit.kind} ${hit.id}`)))
      return false;
    seen.add(key);
    counts.set(hit.kind, count + 1);
    return true;
  });
}
