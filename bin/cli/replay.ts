import { setTimeout as sleep } from "node:timers/promises";
import type { ApiClient } from "#lib/client/api-client.ts";
import type { ReplayRow } from "#lib/domain/api/replays.ts";
import { type Command, CommandFailure } from "./command.ts";
import { API_HELP, withApi } from "./connect-api.ts";
import { parseOptions } from "./parse-options.ts";
import { print, printJson } from "./print.ts";

const HELP = `Usage: npm run cli -- replay EVENT_ID [options]

Sends a stored event once more: to every destination that it matches, or to the given ones.

  --destination ID   only to this destination; repeatable
  --reason TEXT      shown with the replay and kept in the audit log
  --wait             ends when all its deliveries have; exit code 1 unless every one arrived
  --json             the replay as JSON

${API_HELP}
`;

const OPTIONS = {
  destination: { type: "string", multiple: true },
  reason: { type: "string" },
  wait: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const replay: Command = {
  help: HELP,
  run: (args) => {
    const { values, positionals } = parseOptions({ args, options: OPTIONS, positionals: ["event id"] });
    const [eventId = ""] = positionals;
    const input = {
      ...(values.destination && { destinationIds: values.destination }),
      ...(values.reason !== undefined && { reason: values.reason }),
    };
    return withApi(async (client) => {
      const path = `/events/${encodeURIComponent(eventId)}/replay`;
      const { replayId } = await client.post<{ replayId: string }>(path, input);
      const finished = values.wait ? await whenFinished(client, replayId) : null;
      if (values.json) printJson({ replayId, ...finished });
      else print(finished === null ? `Replay ${replayId} started.` : summaryLine(finished));
      if (finished !== null && finished.succeeded < finished.total) throw new CommandFailure("Not everything arrived.");
    });
  },
};

const POLL_MS = 500;

async function whenFinished(client: ApiClient, id: string): Promise<ReplayRow> {
  for (;;) {
    const found = await client.get<ReplayRow>(`/replays/${id}`);
    if (found.status === "completed" || found.status === "canceled") return found;
    await sleep(POLL_MS);
  }
}

function summaryLine({ id, status, total, succeeded, failed, skipped }: ReplayRow): string {
  return `Replay ${id} ${status}: ${succeeded} of ${total} arrived, ${failed} failed, ${skipped} skipped.`;
}
