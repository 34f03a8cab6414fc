import type * as z from "zod";
import { AppError } from "#lib/domain/app-error.ts";

/** Parses what came from outside; throws AppError `invalid_input` that names each wrong field. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const outcome = schema.safeParse(input);
  if (outcome.success) return outcome.data;
  const issues = outcome.error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  const first = issues[0];
  const where = first?.path ? `${first.path}: ` : "";
  throw new AppError("invalid_input", `${where}${first?.message ?? "The input is not valid."}`, { issues });
}
