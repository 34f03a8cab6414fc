import type { CopyColumn } from "#components/table/copy-column.ts";
import type { WorkItem } from "#lib/domain/api/work.ts";

/** What a copied item of the work queue says. */
export const WORK_COPY_COLUMNS: readonly CopyColumn<WorkItem>[] = [
  { header: "What", text: ({ title }) => title },
  { header: "To do", text: ({ todo }) => todo },
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "External id", text: ({ externalId }) => externalId },
  { header: "Business", text: ({ businessId }) => businessId },
  { header: "Account", text: ({ accountId }) => accountId },
  { header: "User", text: ({ userId }) => userId },
  { header: "Resource", text: ({ resourceId }) => resourceId },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "Since", text: ({ since }) => since },
  { header: "Assignee", text: ({ annotation }) => annotation.assigneeName },
  { header: "Note", text: ({ annotation }) => annotation.note },
];
