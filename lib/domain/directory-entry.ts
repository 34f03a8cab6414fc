export const DIRECTORY_IDS = ["externalId", "businessId", "userId"] as const;
export type DirectoryIdKind = (typeof DIRECTORY_IDS)[number];

/** One name that operators give, and the ids it is for. */
export interface DirectoryEntry {
  id: string;
  externalId: string | null;
  businessId: string | null;
  userId: string | null;
  displayName: string;
}

/** A name as it was sent. An id left out is kept as it is, null takes it away; `row` is what the sender counts by. */
export interface GivenName {
  row: number;
  id?: string | undefined;
  externalId?: string | null | undefined;
  businessId?: string | null | undefined;
  userId?: string | null | undefined;
  displayName: string;
}

/** A key for maps over ids of all three kinds. */
export function directoryKey(kind: DirectoryIdKind, id: string): string {
  return `${kind}:${id}`;
}
