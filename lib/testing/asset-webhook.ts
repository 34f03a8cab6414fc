import { canonicalisePythonJson } from "#lib/signatures/python-json.ts";
import type { createRsaSigner } from "./rsa-signer.ts";

type Signer = Pick<ReturnType<typeof createRsaSigner>, "sign">;

let count = 0;

/** An `asset-id` that no other test uses. */
export function nextAssetId(): string {
  count += 1;
  return `test-${process.pid}-${count}`;
}

/** The two headers of an Asset webhook whose signature covers exactly `text`. */
export function assetHeaders(signer: Signer, text: string | Buffer, id = nextAssetId()): Record<string, string> {
  return { "asset-id": id, "asset-signature": signer.sign(id, text) };
}

/** What Python's json.dumps makes of a body: the text Asset signs. */
export function pythonDumps(body: string): string {
  const canonical = canonicalisePythonJson(Buffer.from(body, "utf8"));
  if (canonical.kind === "rejected") throw new Error(`no canonical text: ${canonical.cause}`);
  return canonical.text;
}

/** An Asset body in the spaced form that Python's json.dumps writes. */
export function assetBody(type: string, content: Record<string, unknown>): string {
  return pythonDumps(JSON.stringify({ type, content }));
}
