import { readStream } from "#lib/client/read-stream.ts";
import { newSigningSecret, signingKey } from "#lib/signatures/standard-webhooks.ts";
import { type Command, UsageError } from "./command.ts";
import { API_HELP, withApi } from "./connect-api.ts";
import { forwardEvent } from "./forward-event.ts";
import { parseOptions } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";
import { eventFilter } from "./stream-filter.ts";
import { untilInterrupted } from "./until-interrupted.ts";

const HELP = `Usage: npm run cli -- listen --to http://localhost:4000 [options]

Forwards live events to a program on this machine, with the body and the headers that a
destination gets, until Ctrl-C. Nothing is recorded and nothing is retried.

  --to URL        where to send them
  --source SLUG   only of this source; repeatable
  --type TYPE     only of this type, such as 'BUSINESS_*'; repeatable
  --secret WHSEC  signs with this secret (a new one, printed at the start)
  --json          one JSON object a line

The API key needs event:read, payload:read and stream:read.
${API_HELP}
`;

const OPTIONS = {
  to: { type: "string" },
  source: { type: "string", multiple: true },
  type: { type: "string", multiple: true },
  secret: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const listen: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const to = readTarget(values.to);
    const secret = values.secret ?? newSigningSecret();
    const key = signingKey(secret);
    if (key === null) throw new UsageError("--secret must be whsec_ and the base64 of 24 to 64 bytes.");
    const isWanted = eventFilter(values);
    note(`Forwarding live events to ${to}${values.secret ? "" : `\nSigning secret: ${secret}`}`);
    const onInterrupted = (why: string) => note(`Connection lost (${why}); connecting again …`);
    const signal = untilInterrupted();
    return withApi(async (client) => {
      for await (const change of readStream(client, { signal, onInterrupted })) {
        if (change.kind !== "event" || !isWanted(change)) continue;
        const result = await forwardEvent(client, change.id, { url: to, key });
        if (values.json) printJson({ eventId: change.id, source: change.source, type: change.type, ...result });
        else
          print(
            `${result.status ?? result.error}  ${result.durationMs} ms  ${change.type}  ${change.source}  ${change.id}`,
          );
      }
    });
  },
};

function readTarget(to: string | undefined): string {
  const url = to === undefined ? null : URL.parse(to);
  if (url !== null && (url.protocol === "http:" || url.protocol === "https:")) return url.href;
  throw new UsageError("--to must be an http or https address, such as http://localhost:4000.");
}
