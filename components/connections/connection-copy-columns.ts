import type { CopyColumn } from "#components/table/copy-column.ts";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import { CONNECTION_LOOKS } from "./connection-looks.ts";
import { ENDED_BY } from "./ended-by.ts";

/** What a copied connection says. */
export const CONNECTION_COPY_COLUMNS: readonly CopyColumn<ConnectionRow>[] = [
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "External id", text: ({ externalId }) => externalId },
  { header: "Business", text: ({ businessId }) => businessId },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "Account", text: ({ accountId }) => accountId },
  { header: "State", text: ({ state }) => CONNECTION_LOOKS[state].label },
  { header: "Since", text: ({ since }) => since },
  { header: "Last sync", text: ({ lastSyncAt }) => lastSyncAt },
  { header: "Ended by", text: ({ endedBy }) => (endedBy === null ? null : ENDED_BY[endedBy]) },
  { header: "Last reconnect reminder", text: ({ reconnectTask }) => reconnectTask?.lastReminderAt ?? null },
  { header: "In words", text: ({ says }) => says },
];
