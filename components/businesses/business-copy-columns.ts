import type { CopyColumn } from "#components/table/copy-column.ts";
import { TASK_LOOKS } from "#components/tasks/task-looks.ts";
import type { BusinessRow } from "#lib/domain/api/businesses.ts";
import { BUSINESS_WORDS } from "./business-words.ts";

/** What a copied business says. */
export const BUSINESS_COPY_COLUMNS: readonly CopyColumn<BusinessRow>[] = [
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "External id", text: ({ externalId }) => externalId },
  { header: "Business", text: ({ id }) => id },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "Status", text: ({ status }) => BUSINESS_WORDS[status] },
  { header: "Since", text: ({ since }) => since },
  { header: "Connections", text: ({ connections }) => connections.total },
  { header: "Tasks", text: ({ tasks }) => (tasks === null ? null : TASK_LOOKS[tasks.state].label) },
  { header: "Tasks open at least since", text: ({ tasks }) => tasks?.openSince ?? null },
  { header: "Events", text: ({ eventCount }) => eventCount },
  { header: "Last event", text: ({ lastEventAt }) => lastEventAt },
  { header: "In words", text: ({ says }) => says },
];
