import type { ConnectionState } from "#lib/domain/state/connection-state.ts";
import { capitalised, joinWords } from "./join-words.ts";
import { momentText } from "./moment-text.ts";

/** The state in a sentence, with what is not known; `alsoUnder` are other businesses that name the same account id. */
export function connectionSays(state: ConnectionState, alsoUnder: readonly string[] = []): string {
  if (alsoUnder.length === 0) return stateSays(state);
  return `${stateSays(state)} This account id also appears under ${joinWords(alsoUnder)}.`;
}

function stateSays(connection: ConnectionState): string {
  const { state, since, lastSyncAt, candidates } = connection;
  const at = since === null ? "an unknown time" : momentText(since);
  const synced =
    lastSyncAt === null ? "No sync was reported." : `Last synced ${momentText(lastSyncAt, "minute", since)}.`;
  switch (state) {
    case "not_reported": {
      const last = lastSyncAt === null ? "" : ` Last synced ${momentText(lastSyncAt)}.`;
      return `Whether the account is connected was never reported.${last}`;
    }
    case "connected":
      return `Connected since ${at}. ${synced}`;
    case "expired":
      return `Expired ${at}: the owner must reconnect it. ${synced}`;
    case "disconnected":
      return `Disconnected by the owner ${at}. ${synced}`;
    case "probably_reconnected":
      return reconnectedSays(connection);
    case "unclear": {
      const tie = since === null ? at : momentText(since, "second");
      return `${capitalised(joinWords(candidates))} carry the same time (${tie}). Treating as unclear; check with the provider.`;
    }
    default:
      return state satisfies never;
  }
}

function reconnectedSays({ problem, problemSince, since }: ConnectionState): string {
  const start = problemSince === null ? "" : ` ${momentText(problemSince)}`;
  const synced = since === null ? "" : ` ${momentText(since, "minute", problemSince)}`;
  const ended = capitalised(problem ?? "problem");
  return `${ended}${start} — but transactions synced${synced}. Probably reconnected; not confirmed.`;
}
