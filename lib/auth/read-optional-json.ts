import { readBytes } from "./read-bytes.ts";
import { readJson } from "./read-json.ts";

const MAX_BODY_BYTES = 65_536;

/** Like `readJson`, for calls whose every member may be left out: no body at all counts as `{}`. */
export async function readOptionalJson(request: Request): Promise<unknown> {
  const bytes = await readBytes(request, MAX_BODY_BYTES);
  if (bytes.byteLength === 0) return {};
  return readJson(new Request(request.url, { method: "POST", body: Buffer.from(bytes) }));
}
