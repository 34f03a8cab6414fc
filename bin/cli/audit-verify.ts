import { Actor } from "#lib/auth/actor.ts";
import { verifyAuditLog } from "#lib/commands/verify-audit-log.ts";
import { type Command, CommandFailure } from "./command.ts";
import { withInstallation } from "./open-installation.ts";
import { parseOptions } from "./parse-options.ts";
import { print, printJson } from "./print.ts";

const HELP = `Usage: npm run cli -- audit verify [--json]

Recomputes the hash of every audit entry from the first one on. Exit code 1 when an entry
was changed, removed, added or put elsewhere after it had been written.
`;

const OPTIONS = { json: { type: "boolean", default: false } } as const;

const PROBLEMS = {
  edited: "was changed after it had been written",
  missing: "is missing",
  relinked: "does not follow the entry before it",
  added: "was added without the log's knowledge",
} as const;

export const auditVerify: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    return withInstallation(async () => {
      const outcome = await verifyAuditLog(Actor.system("cli audit verify"));
      if (values.json) printJson(outcome);
      if (outcome.kind === "broken")
        throw new CommandFailure(`Audit entry ${outcome.seq} ${PROBLEMS[outcome.problem]}.`);
      if (!values.json) print(`The audit log is intact: ${outcome.entries} entries.`);
    });
  },
};
