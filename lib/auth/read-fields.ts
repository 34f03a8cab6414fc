import * as z from "zod";
import { AppError } from "#lib/domain/app-error.ts";
import { readBytes } from "./read-bytes.ts";

/** A form's fields, sent as JSON or urlencoded; values that are not text are left out. */
export async function readFields(request: Request, maxBytes: number): Promise<Record<string, string>> {
  const text = new TextDecoder("utf-8").decode(await readBytes(request, maxBytes));
  const type = request.headers.get("content-type") ?? "";
  if (!type.includes("json")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const members = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    const fields = Object.entries(members).map(([name, value]) => [
      name,
      typeof value === "boolean" ? String(value) : value,
    ]);
    return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
  } catch (cause) {
    throw new AppError("invalid_input", "The body must be a JSON object.", { cause });
  }
}
