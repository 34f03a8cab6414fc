import { readStream } from "#lib/client/read-stream.ts";
import type { StreamChange } from "#lib/domain/api/stream.ts";
import type { Command } from "./command.ts";
import { API_HELP, withApi } from "./connect-api.ts";
import { parseOptions, readNumber } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";
import { eventFilter } from "./stream-filter.ts";
import { untilInterrupted } from "./until-interrupted.ts";

const HELP = `Usage: npm run cli -- tail [options]

Prints events as they are stored, until Ctrl-C.

  --source SLUG   only of this source; repeatable
  --type TYPE     only of this type, such as 'PLAID_*'; repeatable
  --all           deliveries, replays and sources too
  --limit N       ends after N lines
  --json          one JSON object a line

${API_HELP}
`;

const OPTIONS = {
  source: { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  all: { type: "boolean", default: false },
  limit: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const tail: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const isWanted = eventFilter(values.source ?? [], values.type ?? []);
    const limit =
      values.limit === undefined ? Infinity : readNumber(values.limit, "limit", { from: 1, to: 1e9, isWhole: true });
    const onInterrupted = (why: string) => note(`Connection lost (${why}); connecting again …`);
    return withApi(async (client) => {
      let printed = 0;
      for await (const change of readStream(client, { signal: untilInterrupted(), onInterrupted })) {
        if (change.kind === "event" ? !isWanted(change) : !values.all) continue;
        if (values.json) printJson(change);
        else print(line(change));
        printed += 1;
        if (printed >= limit) return;
      }
    });
  },
};

function line(change: StreamChange): string {
  switch (change.kind) {
    case "event": {
      const { receivedAt, source, type, businessId, userId, id } = change;
      return [receivedAt, source.padEnd(12), type.padEnd(26), businessId ?? userId ?? "-", id].join("  ");
    }
    case "delivery":
      return `${change.updatedAt}  delivery ${change.id} of event ${change.eventId}: ${change.status}, ${change.attemptCount} attempts`;
    case "replay":
      return `replay ${change.id}: ${change.status}, ${change.total} events`;
    case "source":
      return `${change.updatedAt}  source ${change.slug}: ${change.status}`;
    case "state":
      return `${change.at}  state changed`;
  }
}
