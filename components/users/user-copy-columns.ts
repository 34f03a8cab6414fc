import type { CopyColumn } from "#components/table/copy-column.ts";
import type { UserRow } from "#lib/domain/api/users.ts";
import { resourceCounts } from "./resource-counts.ts";

/** What a copied user says. */
export const USER_COPY_COLUMNS: readonly CopyColumn<UserRow>[] = [
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "User", text: ({ id }) => id },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "Business", text: ({ business }) => business?.displayName ?? business?.id ?? null },
  { header: "Resources", text: resourceCounts },
  { header: "Open errors", text: ({ openErrors }) => openErrors },
  { header: "Events", text: ({ eventCount }) => eventCount },
  { header: "Last event", text: ({ lastEventAt }) => lastEventAt },
];
