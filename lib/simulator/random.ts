import { createHash } from "node:crypto";

/** Repeatable randomness: the same seed gives the same story, so that a run can be told again. */
export interface Random {
  /** In [0, 1). */
  fraction(): number;
  /** Both ends included. */
  integer(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
  text(alphabet: string, length: number): string;
  /** A generator of its own for one purpose, so that a change in one part of a story leaves the others alone. */
  fork(purpose: string): Random;
}

export function createRandom(seed: string): Random {
  const nextFraction = generator(seed);
  const integer = (from: number, to: number) => from + Math.floor(nextFraction() * (to - from + 1));
  const pick = <T>(items: readonly T[]): T => {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  };
  return {
    fraction: nextFraction,
    integer,
    chance: (probability) => nextFraction() < probability,
    pick,
    weighted: (weights) => pickWeighted(weights, nextFraction()),
    text: (alphabet, length) => Array.from({ length }, () => alphabet.charAt(integer(0, alphabet.length - 1))).join(""),
    fork: (purpose) => createRandom(`${seed}/${purpose}`),
  };
}

/** The sfc32 generator, started from the SHA-256 of the seed. */
function generator(seed: string): () => number {
  const hash = createHash("sha256").update(seed, "utf8").digest();
  let [a, b, c, counter] = [hash.readInt32LE(0), hash.readInt32LE(4), hash.readInt32LE(8), 1];
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

function pickWeighted<T extends string>(weights: Readonly<Record<T, number>>, fraction: number): T {
  // Object.keys widens to string; the record has no other keys than T.
  const names = Object.keys(weights) as T[];
  let left = fraction * names.reduce((sum, name) => sum + weights[name], 0);
  for (const name of names) {
    left -= weights[name];
    if (left < 0) return name;
  }
  throw new RangeError("no weight is above zero");
}
