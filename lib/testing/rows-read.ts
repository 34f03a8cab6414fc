import { Prisma } from "#lib/db/generated/client.ts";
import { readRows } from "#lib/db/read-rows.ts";

type Plan = {
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Node Type": string;
  Plans?: Plan[];
};

/** How many rows the statement read from tables, those it threw away included. */
export async function rowsRead(statement: Prisma.Sql): Promise<number> {
  const rows = await readRows<{ "QUERY PLAN": { Plan: Plan }[] }>(
    Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  return sum(rows[0]?.["QUERY PLAN"][0]?.Plan);
}

function sum(plan: Plan | undefined): number {
  if (plan === undefined) return 0;
  const own = plan["Node Type"].includes("Scan")
    ? (plan["Actual Rows"] + (plan["Rows Removed by Filter"] ?? 0)) * plan["Actual Loops"]
    : 0;
  return own + (plan.Plans ?? []).reduce((total, child) => total + sum(child), 0);
}
