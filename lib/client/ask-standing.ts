import * as z from "zod";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { apiClient } from "./api-client.ts";
import { ApiError } from "./api-error.ts";

/** Whether the database answers, and what doors keep on disk as far as whoever asks may know. */
export interface Standing {
  database: "up" | "down";
  report: SpoolReport | null;
}

const READINESS = z.object({ checks: z.object({ database: z.enum(["up", "down"]) }) });

/** Null when the console itself cannot be reached. */
export async function askStanding(): Promise<Standing | null> {
  try {
    const report = await apiClient.get<SpoolReport>("/spool");
    return { database: report.database, report };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.status === 0 ? null : askReadiness();
  }
}

/** What everybody may know. */
async function askReadiness(): Promise<Standing | null> {
  const response = await fetch("/api/health/ready", { cache: "no-store" }).catch(() => null);
  const parsed = READINESS.safeParse(await response?.json().catch(() => null));
  return parsed.success ? { database: parsed.data.checks.database, report: null } : null;
}
