import { createHash } from "node:crypto";
import type { RejectionRow } from "#lib/db/record-rejections.ts";

const REMEMBERED_MS = 300_000;
const MAX_REMEMBERED = 5000;
/** What a signature covers beside the body, at any provider: ids and signatures. */
const PROOF = /(?:^|-)(?:id|signature)$/i;

/** What this process holds already: a sender that tries again must not use up the quota with copies. */
export class RecentHolds {
  readonly #heldAt = new Map<string, number>();

  has(fingerprint: string, now: number): boolean {
    const heldAt = this.#heldAt.get(fingerprint);
    return heldAt !== undefined && now - heldAt < REMEMBERED_MS;
  }

  add(fingerprint: string, now: number): void {
    this.#heldAt.delete(fingerprint);
    this.#heldAt.set(fingerprint, now);
    const [oldest] = this.#heldAt.keys();
    if (this.#heldAt.size > MAX_REMEMBERED && oldest !== undefined) this.#heldAt.delete(oldest);
  }

  forget(fingerprint: string): void {
    this.#heldAt.delete(fingerprint);
  }
}

/** The same for two requests exactly when accepting one of them makes the other a duplicate. */
export function holdFingerprint({ sourceId, headersJson, body }: RejectionRow): string {
  const headers: [string, string][] = JSON.parse(headersJson);
  const proof = headers.filter(([name]) => PROOF.test(name)).map(([name, value]) => [name.toLowerCase(), value]);
  const hash = createHash("sha256").update(JSON.stringify([sourceId, proof.sort()]));
  return hash.update(body ?? "").digest("base64");
}
