import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { deriveKey } from "./derive-key.ts";

/** Where a sealed value lives. It is authenticated with the value, so a ciphertext moved to another row does not open. */
export interface SealContext {
  table: string;
  column: string;
  rowId: string;
}

export interface SecretBox {
  seal(plain: string, context: SealContext): string;
  /** Throws when the key, the row or the text is not the one it was sealed with. */
  open(sealed: string, context: SealContext): string;
}

const ALGORITHM = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Secrets at rest: `v1.<key id>.<wrapped data key>.<ciphertext>`; both boxes are nonce, ciphertext and tag in base64url.
 * Each value has a data key of its own, wrapped by the installation's key (AES-256-GCM both).
 */
export function createSecretBox(installationSecret: string): SecretBox {
  const wrappingKey = deriveKey(installationSecret, "secrets at rest");
  const keyId = createHash("sha256").update(wrappingKey).digest("hex").slice(0, 8);
  return {
    seal(plain, context) {
      const dataKey = randomBytes(32);
      const authenticated = contextBytes(context);
      const nonce = randomBytes(NONCE_BYTES);
      const wrapped = encrypt(wrappingKey, randomBytes(NONCE_BYTES), dataKey, authenticated);
      const box = encrypt(dataKey, nonce, Buffer.from(plain, "utf8"), authenticated);
      return ["v1", keyId, wrapped.toString("base64url"), box.toString("base64url")].join(".");
    },
    open(sealed, context) {
      const [version, sealedBy, wrapped, box] = sealed.split(".");
      if (version !== "v1" || wrapped === undefined || box === undefined) throw new Error("not a sealed value");
      if (sealedBy !== keyId) throw new Error("sealed with another SIGNALBOX_SECRET");
      const authenticated = contextBytes(context);
      const dataKey = decrypt(wrappingKey, Buffer.from(wrapped, "base64url"), authenticated);
      return decrypt(dataKey, Buffer.from(box, "base64url"), authenticated).toString("utf8");
    },
  };
}

function contextBytes({ table, column, rowId }: SealContext): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}|v1`, "utf8");
}

function encrypt(key: Buffer, nonce: Buffer, plain: Buffer, authenticated: Buffer): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(authenticated);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, box: Buffer, authenticated: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, box.subarray(0, NONCE_BYTES)).setAAD(authenticated);
  decipher.setAuthTag(box.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
}
