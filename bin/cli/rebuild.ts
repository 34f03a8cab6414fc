import pg from "pg";
import { Actor } from "#lib/auth/actor.ts";
import type { TableDifference } from "#lib/db/state/shadow-differences.ts";
import { type RebuildOutcome, rebuild as rebuildState } from "#lib/pipeline/project/rebuild.ts";
import { type Command, CommandFailure } from "./command.ts";
import { withInstallation } from "./open-installation.ts";
import { parseOptions } from "./parse-options.ts";
import { note, print, printJson } from "./print.ts";

const HELP = `Usage: npm run cli -- rebuild [--apply] [--json]

Computes the state of every business, connection, task list, user and resource anew from the
stored events, beside the live state, and says where the two differ. Nothing changes without
--apply, which makes live state what was computed, at one moment; readers never see less.
Exit code 1 when there is a difference and it was not applied.
`;

const OPTIONS = { apply: { type: "boolean", default: false }, json: { type: "boolean", default: false } } as const;

export const rebuild: Command = {
  help: HELP,
  run: (args) => {
    const { values } = parseOptions({ args, options: OPTIONS });
    return withInstallation(async ({ databaseUrl }) => {
      const outcome = await run(databaseUrl, values.apply);
      if (outcome.kind === "busy") throw new CommandFailure("Another rebuild is under way.");
      if (values.json) printJson(outcome);
      else report(outcome);
      if (outcome.kind === "different") process.exitCode = 1;
    });
  },
};

async function run(databaseUrl: string, isApplied: boolean): Promise<RebuildOutcome> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "signalbox rebuild",
    options: "-c timezone=UTC -c plan_cache_mode=force_custom_plan",
  });
  // A connection lost between two statements fails the next one, which says so.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const applyAs = isApplied ? Actor.system("cli rebuild") : null;
    return await rebuildState({ client, applyAs, onProgress: note });
  } finally {
    await client.end();
  }
}

const VERDICTS = {
  same: "Live state is what the stored events say.",
  different: "Live state differs from what the stored events say. Run again with --apply to correct it.",
  applied: "Live state is now what was computed from the stored events.",
} satisfies Record<Exclude<RebuildOutcome["kind"], "busy">, string>;

function report({ kind, events, differences }: Exclude<RebuildOutcome, { kind: "busy" }>): void {
  for (const difference of differences) reportTable(difference);
  print(`${events} events. ${VERDICTS[kind]}`);
}

function reportTable({ table, count, first }: TableDifference): void {
  print(`${table}: ${count} ${count === 1 ? "difference" : "differences"}`);
  for (const { key, live, recomputed } of first) {
    print(
      `  ${JSON.stringify(key)}\n    live        ${JSON.stringify(live)}\n    recomputed  ${JSON.stringify(recomputed)}`,
    );
  }
}
