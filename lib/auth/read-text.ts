import { AppError } from "#lib/domain/app-error.ts";
import { readBytes } from "./read-bytes.ts";

/** The request's body as text. Throws AppError when it is too large or is not UTF-8. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readBytes(request, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid_input", "The body must be UTF-8 text.", { cause });
  }
}
