import { Actor } from "#lib/auth/actor.ts";
import { createApiKey } from "#lib/commands/create-api-key.ts";
import { apiKeyInput } from "#lib/domain/api/api-key-input.ts";
import { type Command, CommandFailure } from "./command.ts";
import { withInstallation } from "./open-installation.ts";
import { checkInput, parseOptions } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";

const HELP = `Usage: npm run cli -- api-key create --name NAME --scope SCOPE [options]

Makes an API key and prints it, once.

  --name NAME      what it is for
  --scope SCOPE    a role (viewer, operator, admin) or a permission such as event:read; repeatable
  --expires TIME   when it ends, such as 2027-01-31T00:00:00Z
  --json           id and key as JSON
`;

const OPTIONS = {
  name: { type: "string" },
  scope: { type: "string", multiple: true },
  expires: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

export const apiKeyCreate: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const { name = "", scope: scopes = [], expires } = values;
    const input = checkInput(apiKeyInput, { name, scopes, ...(expires !== undefined && { expiresAt: expires }) });
    return withInstallation(async () => {
      const outcome = await createApiKey(Actor.system("cli api-key create"), input);
      if (outcome.kind !== "created") throw new CommandFailure(outcome.message);
      const { id, key } = outcome;
      if (values.json) return printJson({ id, key });
      print(key);
      note("Keep it now: it is not shown again.");
    });
  },
};
