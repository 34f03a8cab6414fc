import { createPublicKey, type KeyObject } from "node:crypto";

/** A public key as RFC 7517 writes it, reduced to what verification needs. */
export interface RsaPublicJwk {
  readonly kty: "RSA";
  readonly n: string;
  readonly e: string;
}

export type RsaKeyReading =
  | { readonly kind: "key"; readonly jwk: RsaPublicJwk; readonly bits: number; readonly keyObject: KeyObject }
  | { readonly kind: "unusable"; readonly reason: RsaKeyProblem };

export type RsaKeyProblem =
  | "bad_encoding"
  | "too_small"
  | "too_large"
  | "even_modulus"
  | "weak_exponent"
  | "not_importable";

const MIN_BITS = 2048;
const MAX_BITS = 8192;
/** 8,192 bits in base64 take 1,366 characters; the rest is room for padding and leading zeros. */
const LONGEST_MODULUS_TEXT = 1500;
const LONGEST_EXPONENT_TEXT = 16;
const BASE64 = /^(?:[A-Za-z0-9_-]+|[A-Za-z0-9+/]+)={0,2}$/;

/**
 * Applies our own policy to a modulus and an exponent before any cryptography sees them: Node imports keys with which
 * anybody can forge (e = 1) and keys that take seconds to use (65,536 bits).
 */
export function readRsaPublicKey(modulus: unknown, exponent: unknown): RsaKeyReading {
  if (typeof modulus !== "string" || typeof exponent !== "string") return unusable("bad_encoding");
  if (modulus.length > LONGEST_MODULUS_TEXT) return unusable("too_large");
  if (exponent.length > LONGEST_EXPONENT_TEXT) return unusable("weak_exponent");
  if (!BASE64.test(modulus) || !BASE64.test(exponent)) return unusable("bad_encoding");
  const n = withoutLeadingZeros(Buffer.from(modulus, "base64url"));
  const e = withoutLeadingZeros(Buffer.from(exponent, "base64url"));
  const reason = weakness(n, e);
  if (reason !== null) return unusable(reason);
  const jwk: RsaPublicJwk = { kty: "RSA", n: n.toString("base64url"), e: e.toString("base64url") };
  return importKey(jwk, bitLength(n));
}

function weakness(n: Buffer, e: Buffer): RsaKeyProblem | null {
  const bits = bitLength(n);
  if (bits < MIN_BITS) return "too_small";
  if (bits > MAX_BITS) return "too_large";
  if (isEven(n)) return "even_modulus";
  if (e.length === 0 || e.length > 4 || isEven(e) || e.readUIntBE(0, e.length) < 3) return "weak_exponent";
  return null;
}

function importKey(jwk: RsaPublicJwk, bits: number): RsaKeyReading {
  try {
    return { kind: "key", jwk, bits, keyObject: createPublicKey({ key: { ...jwk }, format: "jwk" }) };
  } catch {
    // The reason is reported to the operator beside the key; OpenSSL's own text adds nothing.
    return unusable("not_importable");
  }
}

function unusable(reason: RsaKeyProblem): RsaKeyReading {
  return { kind: "unusable", reason };
}

function withoutLeadingZeros(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
}

function bitLength(bytes: Buffer): number {
  const [top] = bytes;
  return top === undefined ? 0 : bytes.length * 8 - Math.clz32(top) + 24;
}

function isEven(bytes: Buffer): boolean {
  return ((bytes.at(-1) ?? 0) & 1) === 0;
}
