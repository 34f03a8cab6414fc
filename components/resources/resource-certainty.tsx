import { formatUtc } from "#components/ui/format-time.ts";
import type { ResourceRow } from "#lib/domain/api/resources.ts";
import { CERTAINTY_WORDS } from "./resource-looks.ts";

/** How sure the status is: Abound sends neither time nor order, so what else may be true is named. */
export function ResourceCertainty({ resource }: { resource: Pick<ResourceRow, "certainty" | "alsoReceived"> }) {
  const { certainty, alsoReceived } = resource;
  const others = [...new Set(alsoReceived.map(({ status }) => status))];
  const says = alsoReceived
    .map(
      ({ status, message, receivedAt }) =>
        `${status}${message === null ? "" : ` (${message})`} ${shortUtc(receivedAt)}`,
    )
    .join(", ");
  if (certainty === "unclear" || others.length === 0) {
    return (
      <span title={says || undefined} className="text-faint">
        {CERTAINTY_WORDS[certainty]}
        {certainty === "unclear" && others.length > 0 ? `: ${others.join(", ")}` : ""}
      </span>
    );
  }
  return (
    <span title={`Also received: ${says}`} className="text-faint">
      also received{" "}
      <span className={others.includes("error") ? "font-medium text-bad" : "text-normal"}>{others.join(", ")}</span>
    </span>
  );
}

function shortUtc(at: string): string {
  return `${formatUtc(at).slice(0, 16)} UTC`;
}
