import type { CopyColumn } from "#components/table/copy-column.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { CERTAINTY_WORDS } from "./resource-looks.ts";
import { resourceWord } from "./resource-words.ts";

/** What a copied resource says. */
export const RESOURCE_COPY_COLUMNS: readonly CopyColumn<ResourceRow>[] = [
  { header: "Name", text: ({ displayName }) => displayName },
  { header: "User", text: ({ userId }) => userId },
  { header: "Source", text: ({ sourceName }) => sourceName },
  { header: "Kind", text: ({ resource }) => resourceWord(resource) },
  { header: "Id", text: ({ resourceId }) => resourceId },
  { header: "Status", text: ({ status }) => status },
  { header: "Certainty", text: ({ certainty }) => CERTAINTY_WORDS[certainty] },
  { header: "Also received", text: ({ alsoReceived }) => alsoReceived.map(({ status }) => status).join(", ") },
  { header: "Message", text: ({ message }) => message },
  { header: "Fix", text: ({ fix }) => fix },
  { header: "Since", text: ({ statusSince }) => statusSince },
  { header: "Last received", text: ({ lastReceivedAt }) => lastReceivedAt },
];
