import { createInterface } from "node:readline/promises";
import type { ApiClient } from "#lib/client/api-client.ts";
import type { ReplayPreview } from "#lib/domain/api/replays.ts";
import { type Command, CommandFailure } from "./command.ts";
import { API_HELP, withApi } from "./connect-api.ts";
import { followReplay, summaryLine } from "./follow-replay.ts";
import { note, print, printJson } from "./print.ts";
import { counted, countToSend, printPreview } from "./print-preview.ts";
import { type ReplayCall, type ReplayRequest, readReplayOptions } from "./replay-options.ts";

const HELP = `Usage: npm run cli -- replay EVENT_ID [options]
       npm run cli -- replay --filter 'type=PLAID_*&from=-2h' [options]
       npm run cli -- replay --event ID --event ID [options]
       npm run cli -- replay --cancel REPLAY_ID [--reason TEXT]

Sends stored events once more: to every destination that takes them, or to the given ones, whatever their filters say.
A filter is the query of GET /api/v1/events, as the page Events has it in its address.

which events
  --filter QUERY     as above; the following stand for parts of it
  --source, --provider, --environment, --type (repeatable), --business, --external-id, --user, --subject,
  --delivery STATUS, --of-replay ID, --flag, --from, --to, --search
  --event ID         a chosen event; repeatable

how
  --destination ID     only to this destination; repeatable
  --preview            prints what would be sent and sends nothing
  --yes                does not ask; needed without a terminal
  --reason TEXT        why; needed unless it is one event; kept in the audit log
  --name TEXT          what the replay is called
  --rate N             deliveries a second to each destination at most
  --include-delivered  also what was delivered before; one EVENT_ID is always sent
  --skip-superseded    not what a newer event of the same subject replaced
  --even-if-running    although the same replay is under way
  --wait               ends when all its deliveries have; exit code 1 unless every one arrived
  --json               the replay as JSON

${API_HELP}
`;

export const replay: Command = {
  help: HELP,
  run: (args) => {
    const call = readReplayOptions(args);
    return withApi((client) => RUN[call.request.kind](client, call));
  },
};

type Run = (client: ApiClient, call: ReplayCall) => Promise<void>;

const cancel: Run = async (client, { request, json }) => {
  if (request.kind !== "cancel") return;
  const body = request.reason === undefined ? {} : { reason: request.reason };
  const answer = await client.post<{ message: string }>(`/replays/${encodeURIComponent(request.id)}/cancel`, body);
  if (json) printJson(answer);
  else print(answer.message);
};

const sendOne: Run = async (client, call) => {
  if (call.request.kind !== "one") return;
  const path = `/events/${encodeURIComponent(call.request.eventId)}/replay`;
  await report(client, call, await client.post<Started>(path, call.request.input));
};

const sendMany: Run = async (client, call) => {
  const { request, preview: isPreview, yes, json } = call;
  if (request.kind !== "many") return;
  if (!isPreview && yes) {
    return report(client, call, await client.post<Started>("/replays", { ...request.selected, ...request.start }));
  }
  const preview = await client.post<ReplayPreview>("/replays/preview", request.selected);
  if (isPreview && json) return printJson(preview);
  printPreview(preview);
  if (isPreview) return;
  await confirm(countToSend(preview));
  await report(client, call, await client.post<Started>("/replays", fromPreview(preview, request)));
};

const RUN = { cancel, one: sendOne, many: sendMany } satisfies Record<ReplayRequest["kind"], Run>;

/** Exactly what was shown, with the options that were given. */
function fromPreview({ previewId }: ReplayPreview, { selected, start }: Extract<ReplayRequest, { kind: "many" }>) {
  const { rate, skipDelivered, skipSuperseded } = selected;
  return { previewId, ...(rate === undefined ? {} : { rate }), skipDelivered, skipSuperseded, ...start };
}

async function confirm(deliveries: number): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandFailure("Nothing was sent. Say --yes to send without being asked.");
  if (deliveries === 0) throw new CommandFailure("There is nothing to send.");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Send ${counted(deliveries)} deliveries? [y/N] `);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailure("Nothing was sent.");
}

type Started = { replayId: string; warnings: string[] };

async function report(client: ApiClient, { wait, json }: ReplayCall, { replayId, warnings }: Started): Promise<void> {
  for (const warning of warnings) note(`Note: ${warning}`);
  const finished = wait ? await followReplay(client, replayId) : null;
  if (json) printJson({ replayId, warnings, ...finished });
  else print(finished === null ? `Replay ${replayId} started.` : summaryLine(finished));
  if (finished !== null && finished.succeeded < finished.total) throw new CommandFailure("Not everything arrived.");
}
