import type { ApiClient } from "#lib/client/api-client.ts";
import { ApiError } from "#lib/client/api-error.ts";
import { readStream } from "#lib/client/read-stream.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import type { Page } from "#lib/domain/api/page.ts";
import type { StreamChange } from "#lib/domain/api/stream.ts";
import type { Command } from "./command.ts";
import { API_HELP, withApi } from "./connect-api.ts";
import { parseOptions, readNumber } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";
import { counted } from "./print-preview.ts";
import { eventFilter } from "./stream-filter.ts";
import { untilInterrupted } from "./until-interrupted.ts";

const HELP = `Usage: npm run cli -- tail [options]

Prints events as they are stored, until Ctrl-C.

  --source SLUG      only of this source; repeatable
  --type TYPE        only of this type, such as 'PLAID_*'; repeatable
  --business ID      only about this business; repeatable
  --user ID          only about this user; repeatable
  --all              deliveries, replays, sources and state too
  --destination ID   with the deliveries to this destination; repeatable
  --replay ID        with the progress of this replay and its deliveries; repeatable
  --limit N          ends after N lines
  --json             one JSON object a line

${API_HELP}
`;

const OPTIONS = {
  source: { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  business: { type: "string", multiple: true },
  user: { type: "string", multiple: true },
  all: { type: "boolean", default: false },
  destination: { type: "string", multiple: true },
  replay: { type: "string", multiple: true },
  limit: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const tail: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const isWanted = changeFilter(values);
    const limit =
      values.limit === undefined ? Infinity : readNumber(values.limit, "limit", { from: 1, to: 1e9, isWhole: true });
    const onInterrupted = (why: string) => note(`Connection lost (${why}); connecting again …`);
    return withApi(async (client) => {
      let printed = 0;
      const hasDeliveries = values.all || values.destination !== undefined || values.replay !== undefined;
      const names = hasDeliveries && !values.json ? await destinationNames(client) : new Map<string, string>();
      for await (const change of readStream(client, { signal: untilInterrupted(), onInterrupted })) {
        if (!isWanted(change)) continue;
        if (values.json) printJson(change);
        else print(line(change, names));
        printed += 1;
        if (printed >= limit) return;
      }
    });
  },
};

type Values = Parameters<typeof eventFilter>[0] & {
  all: boolean;
  destination?: readonly string[] | undefined;
  replay?: readonly string[] | undefined;
};

function changeFilter(values: Values): (change: StreamChange) => boolean {
  const isWanted = eventFilter(values);
  const { all, destination = [], replay = [] } = values;
  const isNarrowed = destination.length + replay.length > 0;
  return (change) => {
    if (change.kind === "event") return isWanted(change);
    if (change.kind === "replay") return replay.length > 0 ? replay.includes(change.id) : all;
    if (change.kind !== "delivery" || !isNarrowed) return all;
    return destination.includes(change.destinationId) || (change.replayId !== null && replay.includes(change.replayId));
  };
}

/** Ids are shown where the key may not read destinations. */
async function destinationNames(client: ApiClient): Promise<Map<string, string>> {
  try {
    const { data } = await client.get<Page<DestinationRow>>("/destinations");
    return new Map(data.map(({ id, name }) => [id, name]));
  } catch (error) {
    if (error instanceof ApiError && error.status === 403) return new Map();
    throw error;
  }
}

function line(change: StreamChange, names: ReadonlyMap<string, string>): string {
  switch (change.kind) {
    case "event": {
      const { receivedAt, source, type, businessId, userId, id } = change;
      return [receivedAt, source.padEnd(12), type.padEnd(26), businessId ?? userId ?? "-", id].join("  ");
    }
    case "delivery":
      return deliveryLine(change, names.get(change.destinationId) ?? change.destinationId);
    case "replay":
      return replayLine(change);
    case "source":
      return `${change.updatedAt}  source ${change.slug}: ${change.status}`;
    case "state":
      return `${change.at}  state changed`;
    case "request":
      return `${change.receivedAt}  request to ${change.source} refused with ${change.status}: ${change.cause}`;
    case "spool":
      return `${change.at}  a door keeps webhooks on its disk`;
  }
}

function deliveryLine(change: Extract<StreamChange, { kind: "delivery" }>, destination: string): string {
  const { updatedAt, id, eventId, status, attemptCount, replayId } = change;
  const attempts = `${attemptCount} ${attemptCount === 1 ? "attempt" : "attempts"}`;
  const replay = replayId === null ? "" : `, replay ${replayId}`;
  return `${updatedAt}  delivery ${id} of event ${eventId} to ${destination}: ${status}, ${attempts}${replay}`;
}

function replayLine({
  updatedAt,
  id,
  status,
  total,
  processed,
  failed,
}: Extract<StreamChange, { kind: "replay" }>): string {
  return `${updatedAt}  replay ${id}: ${status}, ${counted(processed)} of ${counted(total)} done, ${counted(failed)} failed`;
}
