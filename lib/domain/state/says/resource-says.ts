import type { Instant } from "#lib/domain/instant.ts";
import type { ReceivedStatus, ResourceState } from "#lib/domain/state/resource-state.ts";
import { mayHaveOvertaken } from "#lib/domain/state/resource-statement.ts";
import { joinWords } from "./join-words.ts";
import { momentText } from "./moment-text.ts";

const CHECK = "Check with the provider.";

/** The state in a sentence, with what is not known. */
export function resourceSays(state: ResourceState): string {
  const { certainty, alsoReceived, lastReceivedAt } = state;
  switch (certainty) {
    case "final": {
      const also = alsoReceived.length === 0 ? "" : ` Also received: ${dated(alsoReceived, lastReceivedAt)}.`;
      return `Final status: ${named(state)} (${momentText(lastReceivedAt)}); nothing replaces it.${also}`;
    }
    case "unclear":
      return `Received ${dated(alsoReceived)}; each is final. Treating as unclear; check with the provider.`;
    case "several_received":
      return `${lastSays(state)}; ${othersSay(state)}. ${CHECK}`;
    case "last_received":
      return `${lastSays(state)}.`;
    default:
      return certainty satisfies never;
  }
}

function lastSays(state: ResourceState): string {
  return `Last notice received: ${named(state)} (${momentText(state.lastReceivedAt)}). Abound sends no time or order`;
}

/** Statuses within the window are named; an older error that nothing resolved comes with its time. */
function othersSay({ alsoReceived, lastReceivedAt }: ResourceState): string {
  const within = alsoReceived.filter(({ receivedAt }) => mayHaveOvertaken(receivedAt, lastReceivedAt));
  const older = alsoReceived.filter((received) => !within.includes(received));
  const said = [
    ...(within.length === 0 ? [] : [`within 15 min we also received ${joinWords(within.map(named))}`]),
    ...(older.length === 0 ? [] : [`not resolved: ${dated(older, lastReceivedAt)}`]),
  ];
  return said.join("; ");
}

/** `after` is a moment that the sentence named before; else the first of these names the day. */
function dated(statuses: readonly ReceivedStatus[], after: Instant | null = null): string {
  return joinWords(
    statuses.map((each, index) => {
      const before = index === 0 ? after : (statuses[index - 1]?.receivedAt ?? null);
      return `${named(each)} (${momentText(each.receivedAt, "minute", before)})`;
    }),
  );
}

function named({ status, message }: { readonly status: string | null; readonly message: string | null }): string {
  const text = status ?? "a change, without a status";
  return message === null ? text : `${text} (${message})`;
}
