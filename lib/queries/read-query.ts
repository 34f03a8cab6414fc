import type * as z from "zod";
import { AppError } from "#lib/domain/app-error.ts";
import { parseQuery } from "#lib/domain/query-params.ts";

/** The URL parameters of a request, by a strict schema; AppError `invalid_input` names the first one that is wrong. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, request: Request): z.output<Schema> {
  const parsed = parseQuery(schema, new URL(request.url).searchParams);
  if (parsed.kind === "invalid") throw new AppError("invalid_input", parsed.message);
  return parsed.query;
}
