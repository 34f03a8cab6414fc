import { AppError } from "#lib/domain/app-error.ts";
import { readBytes } from "./read-bytes.ts";

const MAX_BODY_BYTES = 1_048_576;

/** The request's body as parsed JSON, not yet validated. Throws AppError when it is too large or is not JSON. */
export async function readJson(request: Request, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid_input", "The body must be JSON.", { cause });
  }
}
