import { DIRECTORY_IDS, type DirectoryEntry, directoryKey, type GivenName } from "./directory-entry.ts";

/** An entry as it is to be; without an id while it is new. */
export type PlannedEntry = Omit<DirectoryEntry, "id"> & { id: string | null };

export type DirectoryPlan =
  | { kind: "ok"; added: PlannedEntry[]; changed: PlannedEntry[]; unchanged: number; removedIds: string[] }
  | { kind: "refused"; message: string };

interface Known {
  byId: ReadonlyMap<string, DirectoryEntry>;
  byKey: ReadonlyMap<string, DirectoryEntry>;
  /** Every id that this request gives to some name. */
  givenKeys: ReadonlySet<string>;
}

/**
 * What to do so that `given`, already joined, stands in the directory. A name takes the place of every entry it shares
 * an id with; ids that nobody gives are kept. With `replace` the directory becomes exactly what is given.
 */
export function planDirectory(
  existing: readonly DirectoryEntry[],
  given: readonly GivenName[],
  replace: boolean,
): DirectoryPlan {
  const known = knowledge(existing, given);
  const removed = new Set(replace ? existing.map(({ id }) => id) : []);
  const used = new Set<string>();
  const plan = { added: [] as PlannedEntry[], changed: [] as PlannedEntry[], unchanged: 0 };
  for (const name of given) {
    if (name.id !== undefined && !known.byId.has(name.id)) return refuse(name, `there is no entry ${name.id}.`);
    const matches = matchesOf(name, known);
    const entry = toEntry(name, replace ? [] : matches.filter(({ id }) => !used.has(id)), known);
    if (typeof entry === "string") return refuse(name, entry);
    for (const { id } of matches) removed.add(id);
    const place = matches.find(({ id }) => !used.has(id));
    if (place === undefined) plan.added.push(entry);
    else if (isSame(place, entry)) plan.unchanged += 1;
    else plan.changed.push({ ...entry, id: place.id });
    if (place !== undefined) used.add(place.id);
  }
  return { kind: "ok", ...plan, removedIds: [...removed].filter((id) => !used.has(id)) };
}

function knowledge(existing: readonly DirectoryEntry[], given: readonly GivenName[]): Known {
  const keysOf = (name: GivenName | DirectoryEntry) =>
    DIRECTORY_IDS.flatMap((kind) => (name[kind] ? [directoryKey(kind, name[kind])] : []));
  return {
    byId: new Map(existing.map((entry) => [entry.id, entry])),
    byKey: new Map(existing.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const))),
    givenKeys: new Set(given.flatMap(keysOf)),
  };
}

/** The entry that is meant first, then those that share an id. */
function matchesOf(name: GivenName, { byId, byKey }: Known): DirectoryEntry[] {
  const meant = name.id === undefined ? undefined : byId.get(name.id);
  const sharing = DIRECTORY_IDS.map((kind) => (name[kind] ? byKey.get(directoryKey(kind, name[kind])) : undefined));
  return [...new Set([meant, ...sharing])].filter((entry) => entry !== undefined);
}

/** The entry, or why its ids cannot be told. */
function toEntry(name: GivenName, matches: readonly DirectoryEntry[], { givenKeys }: Known): PlannedEntry | string {
  const entry: PlannedEntry = {
    id: null,
    externalId: null,
    businessId: null,
    userId: null,
    displayName: name.displayName,
  };
  for (const kind of DIRECTORY_IDS) {
    const kept = matches.flatMap((match) => {
      const id = match[kind];
      return id !== null && !givenKeys.has(directoryKey(kind, id)) ? [id] : [];
    });
    if (name[kind] === undefined && kept.length > 1)
      return `it joins entries whose ${kind} differs, "${kept[0]}" and "${kept[1]}"; give the one that counts.`;
    entry[kind] = name[kind] === undefined ? (kept[0] ?? null) : name[kind];
  }
  return entry;
}

function isSame(before: DirectoryEntry, after: PlannedEntry): boolean {
  return before.displayName === after.displayName && DIRECTORY_IDS.every((kind) => before[kind] === after[kind]);
}

function refuse(name: GivenName, why: string): DirectoryPlan {
  return { kind: "refused", message: `row ${name.row}: ${why}` };
}
