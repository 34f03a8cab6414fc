import { createHash, randomBytes } from "node:crypto";

/** 256 random bits in base64url: session ids, links and API keys. */
export function newCredential(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored instead of a credential. It is random, so that a plain hash cannot be guessed back. */
export function credentialHash(credential: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(credential, "utf8").digest());
}
