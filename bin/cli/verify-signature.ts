import { createSecretKey } from "node:crypto";
import { PROVIDER_NAMES } from "#lib/domain/provider-name.ts";
import { explainSignature } from "#lib/providers/explain-signature.ts";
import type { SourceCredentials } from "#lib/providers/provider.ts";
import { readKeySet } from "#lib/signatures/jwks.ts";
import { type Command, CommandFailure, UsageError } from "./command.ts";
import { parseOptions, readChoice } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";
import { readInputFile } from "./read-input-file.ts";

const HELP = `Usage: npm run cli -- verify-signature --provider NAME --body FILE [options]

Says whether a webhook is authentic, and why not. Works offline: nothing is sent or stored.

  --provider NAME        asset or abound
  --body FILE            the body exactly as received; - is stdin
  --header "name: value" a header of the request; repeatable
  --headers FILE         all of them, one "name: value" a line
  --jwks FILE            Asset's key set
  --secret TEXT          Abound's signing secret; repeatable
  --shared-header "name: value"   what the source requires besides; repeatable
  --json                 the verdict as JSON

Exit code 0 when authentic, 1 when not.
`;

const OPTIONS = {
  provider: { type: "string" },
  body: { type: "string" },
  header: { type: "string", multiple: true },
  headers: { type: "string" },
  jwks: { type: "string" },
  secret: { type: "string", multiple: true },
  "shared-header": { type: "string", multiple: true },
  json: { type: "boolean", default: false },
} as const;

export const verifySignature: Command = {
  help: HELP,
  run: async (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    if (values.body === undefined) throw new UsageError("--body is missing.");
    const provider = readChoice(values.provider ?? "", "provider", PROVIDER_NAMES);
    const lines = values.headers === undefined ? [] : readInputFile(values.headers).toString("latin1").split(/\r?\n/);
    const headers = [...lines.filter((line) => line.trim() !== ""), ...(values.header ?? [])].map(readHeader);
    const credentials: SourceCredentials = {
      rsaKeys: values.jwks === undefined ? [] : await readKeys(values.jwks),
      secrets: (values.secret ?? []).map((secret, index) => ({
        label: `secret ${index + 1}`,
        key: createSecretKey(Buffer.from(secret, "utf8")),
      })),
      sharedHeaders: (values["shared-header"] ?? []).map(readHeader).map(([name, value]) => ({ name, value })),
    };
    const request = { headers, body: readInputFile(values.body) };
    const { isAuthentic, outcome, sentences } = explainSignature(provider, request, credentials);
    if (values.json) printJson({ isAuthentic, outcome: { ...outcome, text: undefined }, sentences });
    else print(sentences.join("\n"));
    if (!isAuthentic) process.exitCode = 1;
  },
};

function readHeader(line: string): [string, string] {
  const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`The header "${line}" is not "name: value".`);
  return [name, value];
}

async function readKeys(file: string) {
  const reading = await readKeySet(readInputFile(file).toString("utf8"));
  if (reading.kind === "invalid") throw new CommandFailure(`${file} is not a key set (${reading.problem}).`);
  for (const { index, reason } of reading.skipped) note(`Key ${index} of the set is not used: ${reason}.`);
  return reading.keys;
}
