import type { Environment } from "#lib/domain/environment.ts";

/** Whether rows have to say where they come from: they come from several sources, or not from production. */
export function needsSource(rows: readonly { source: string; environment: Environment }[]): boolean {
  return (
    new Set(rows.map(({ source }) => source)).size > 1 || rows.some(({ environment }) => environment !== "production")
  );
}
