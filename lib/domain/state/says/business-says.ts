import type { BusinessState } from "#lib/domain/state/business-state.ts";
import { momentText } from "./moment-text.ts";

/** The status in a sentence, with what is not known. */
export function businessSays({ status, since, createdAt }: BusinessState): string {
  const at = since === null ? "an unknown time" : momentText(since);
  switch (status) {
    case "unknown":
      return "No notice about the business itself was received yet: whether it is active is not known.";
    case "created":
      return createdAt === null ? "In use · never deactivated." : `In use · never deactivated. Created ${at}.`;
    case "active":
      return `Active since ${at}.`;
    case "inactive":
      return `Inactive since ${at}.`;
    case "unclear": {
      const tie = since === null ? at : momentText(since, "second");
      return `Activated and deactivated carry the same time (${tie}). Treating as unclear; check with the provider.`;
    }
    default:
      return status satisfies never;
  }
}
