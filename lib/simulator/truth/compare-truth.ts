import type { Doubt, Facts, FactValue, Receipts, Subject, SubjectKind } from "./truth.ts";

/** What the product says of one subject. */
export interface FoundState {
  readonly kind: SubjectKind;
  readonly ids: readonly string[];
  readonly isDoubtful: boolean;
  readonly facts: Facts;
}

export interface TruthDifference {
  readonly kind: SubjectKind;
  readonly ids: readonly string[];
  readonly fields: Readonly<Record<string, { expected: FactValue | undefined; found: FactValue | undefined }>>;
}

export interface KindTally {
  compared: number;
  equal: number;
  /** Subjects that the pages do not decide, and those that the product marks so. */
  doubtfulExpected: number;
  doubtfulFound: number;
}

export interface TruthComparison {
  readonly byKind: Partial<Record<SubjectKind, KindTally>>;
  readonly byDoubt: Partial<Record<Doubt, number>>;
  readonly differences: readonly TruthDifference[];
}

/** Every subject of the story against every state found: missing ones, surplus ones and every named field. */
export function compareTruth(
  subjects: readonly Subject[],
  receipts: Receipts,
  found: readonly FoundState[],
): TruthComparison {
  const left = new Map(found.map((state) => [nameOf(state), state]));
  const byKind: Partial<Record<SubjectKind, KindTally>> = {};
  const byDoubt: Partial<Record<Doubt, number>> = {};
  const differences: TruthDifference[] = [];
  for (const subject of subjects) {
    const { doubt, expected } = subject.tell(receipts);
    const state = left.get(nameOf(subject));
    left.delete(nameOf(subject));
    const difference = differ(subject, { ...expected, isDoubtful: doubt !== null }, state);
    if (difference !== null) differences.push(difference);
    if (doubt !== null) byDoubt[doubt] = (byDoubt[doubt] ?? 0) + 1;
    const tally = byKind[subject.kind] ?? { compared: 0, equal: 0, doubtfulExpected: 0, doubtfulFound: 0 };
    byKind[subject.kind] = tally;
    tally.compared += 1;
    if (difference === null) tally.equal += 1;
    if (doubt !== null) tally.doubtfulExpected += 1;
    if (state?.isDoubtful) tally.doubtfulFound += 1;
  }
  for (const { kind, ids, facts } of left.values()) differences.push({ kind, ids, fields: surplus(facts) });
  return { byKind, byDoubt, differences };
}

function differ({ kind, ids }: Subject, expected: Facts, state: FoundState | undefined): TruthDifference | null {
  const found: Facts = state === undefined ? {} : { ...state.facts, isDoubtful: state.isDoubtful };
  const names = Object.keys(expected).filter((name) => JSON.stringify(expected[name]) !== JSON.stringify(found[name]));
  if (names.length === 0) return null;
  const fields = names.map((name) => [name, { expected: expected[name], found: found[name] }]);
  return { kind, ids, fields: Object.fromEntries(fields) };
}

function surplus(facts: Facts): TruthDifference["fields"] {
  return Object.fromEntries(Object.entries(facts).map(([name, found]) => [name, { expected: undefined, found }]));
}

function nameOf({ kind, ids }: { kind: SubjectKind; ids: readonly string[] }): string {
  return [kind, ...ids].join("\n");
}
