import type * as z from "zod";

export type ParsedQuery<T> = { kind: "ok"; query: T } | { kind: "invalid"; message: string };

const MAX_QUERY_LENGTH = 8_192;

/** Reads URL parameters by a strict schema: a repeated, empty, unknown or malformed one is named, never ignored. */
export function parseQuery<Schema extends z.ZodType>(
  schema: Schema,
  params: URLSearchParams,
): ParsedQuery<z.output<Schema>> {
  const collected = collect(params);
  if (collected.kind === "invalid") return collected;
  const outcome = schema.safeParse(collected.query);
  return outcome.success ? { kind: "ok", query: outcome.data } : { kind: "invalid", message: sentence(outcome.error) };
}

function collect(params: URLSearchParams): ParsedQuery<Record<string, string>> {
  if (params.toString().length > MAX_QUERY_LENGTH) return { kind: "invalid", message: "The query is too long." };
  const values = new Map<string, string>();
  for (const [name, value] of params) {
    const shown = clip(name);
    if (values.has(name)) return { kind: "invalid", message: `The parameter "${shown}" is given more than once.` };
    if (value === "") return { kind: "invalid", message: `The parameter "${shown}" has no value.` };
    if (value.includes("\u0000"))
      return { kind: "invalid", message: `The parameter "${shown}" holds a NUL character.` };
    values.set(name, value);
  }
  return { kind: "ok", query: Object.fromEntries(values) };
}

function sentence(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "The query is not valid.";
  if (issue.code === "unrecognized_keys") {
    return `There is no parameter "${clip(issue.keys[0] ?? "")}" here.`;
  }
  return issue.path.length === 0 ? issue.message : `The parameter "${issue.path.join(".")}" ${issue.message}`;
}

function clip(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}
