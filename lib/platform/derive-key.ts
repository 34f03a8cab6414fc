import { hkdfSync } from "node:crypto";

/** A 256-bit key for one purpose, derived from SIGNALBOX_SECRET; no two purposes share key material. */
export function deriveKey(installationSecret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", installationSecret, "signalbox", purpose, 32));
}
