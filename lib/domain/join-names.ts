import { DIRECTORY_IDS, type DirectoryIdKind, directoryKey, type GivenName } from "./directory-entry.ts";

export type JoinedNames = { kind: "ok"; names: GivenName[] } | { kind: "refused"; message: string };

/** Where an id was first seen, and the name it belongs to by now. */
interface Place {
  name: GivenName;
  row: number;
}

/**
 * Rows of one request that share an id become one name. The same id with two names, or a name with two ids of one kind,
 * is refused with both rows named.
 */
export function joinNames(given: readonly GivenName[]): JoinedNames {
  const places = new Map<string, Place>();
  const names = new Set<GivenName>();
  for (const row of given) {
    const name = { ...row };
    names.add(name);
    for (const kind of DIRECTORY_IDS) {
      const place = placeOf(places, kind, row[kind]);
      if (place === undefined) continue;
      const problem = problemBetween(kind, place, name, row);
      if (problem !== null) return { kind: "refused", message: problem };
      if (place.name !== name) absorb(name, place.name, names, places);
    }
    settle(name, row.row, places);
  }
  return { kind: "ok", names: [...names] };
}

function placeOf(places: ReadonlyMap<string, Place>, kind: DirectoryIdKind, id: string | null | undefined) {
  return id ? places.get(directoryKey(kind, id)) : undefined;
}

function problemBetween(kind: DirectoryIdKind, place: Place, name: GivenName, row: GivenName): string | null {
  const shared = `rows ${place.row} and ${row.row}: ${kind} "${row[kind]}"`;
  if (place.name.displayName !== row.displayName) return `${shared} is given two different names.`;
  if (place.name.id !== undefined && name.id !== undefined && place.name.id !== name.id) {
    return `${shared} is given to two entries.`;
  }
  const differing = DIRECTORY_IDS.find(
    (other) => name[other] && place.name[other] && name[other] !== place.name[other],
  );
  return differing === undefined
    ? null
    : `${shared} is given two values of ${differing}; a name holds one id of each kind.`;
}

/** `name` takes over what `other` holds, and its places. */
function absorb(name: GivenName, other: GivenName, names: Set<GivenName>, places: ReadonlyMap<string, Place>): void {
  names.delete(other);
  name.row = Math.min(name.row, other.row);
  name.id ??= other.id;
  for (const kind of DIRECTORY_IDS) {
    name[kind] ||= other[kind];
    const place = placeOf(places, kind, other[kind]);
    if (place !== undefined) place.name = name;
  }
}

function settle(name: GivenName, row: number, places: Map<string, Place>): void {
  for (const kind of DIRECTORY_IDS) {
    const id = name[kind];
    if (id && !places.has(directoryKey(kind, id))) places.set(directoryKey(kind, id), { name, row });
  }
}
