import { generateKeyPairSync, sign } from "node:crypto";

/** A fresh RSA key that signs as Asset does, for tests. */
export function createRsaSigner(modulusLength = 2048) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  return {
    privateKey,
    jwk: { kty: "RSA" as const, use: "sig" as const, alg: "RS256" as const, n, e },
    /** The `asset-signature` of a text under an id. */
    sign: (id: string, text: string | Buffer, digest = "sha256") =>
      sign(digest, Buffer.concat([Buffer.from(`${id}.`), Buffer.from(text)]), privateKey).toString("base64url"),
  };
}
