import { Actor } from "#lib/auth/actor.ts";
import { createOperator } from "#lib/commands/create-operator.ts";
import { inviteOperator } from "#lib/commands/invite-operator.ts";
import { operatorInput } from "#lib/domain/api/operator-input.ts";
import { type Command, CommandFailure } from "./command.ts";
import { withInstallation } from "./open-installation.ts";
import { checkInput, parseOptions } from "./parse-options.ts";
import { print, printJson } from "./print.ts";
import { readInputFile } from "./read-input-file.ts";

const HELP = `Usage: npm run cli -- operator create --email EMAIL [options]

Makes an operator. Prints a link that lets them set their password, once, within 72 hours.

  --email EMAIL      whom they sign in as
  --name NAME        shown to others (the part before the @)
  --role ROLE        viewer, operator or admin (operator)
  --password-stdin   takes the password from stdin instead of printing a link
  --json             the result as JSON
`;

const OPTIONS = {
  email: { type: "string" },
  name: { type: "string" },
  role: { type: "string", default: "operator" },
  "password-stdin": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

export const operatorCreate: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    const { email = "", role } = values;
    const input = checkInput(operatorInput, { email, role, name: values.name ?? email.split("@")[0] ?? "" });
    const password = values["password-stdin"]
      ? readInputFile("-")
          .toString("utf8")
          .replace(/\r?\n$/, "")
      : null;
    return withInstallation(async () => {
      const actor = Actor.system("cli operator create");
      const outcome =
        password === null ? await inviteOperator(actor, input) : await createOperator(actor, input, password);
      if (outcome.kind === "created") {
        if (values.json) printJson({ id: outcome.id, email: input.email });
        else print(`${input.email} can sign in as ${input.role}.`);
      } else if (outcome.kind === "invited") {
        if (values.json) printJson({ id: outcome.id, email: input.email, link: outcome.link });
        else print(`${outcome.link.url}\nOpened within 72 hours, it lets ${input.email} set a password.`);
      } else throw new CommandFailure(outcome.message);
    });
  },
};
