import type { KeyObject } from "node:crypto";
import { calculateJwkThumbprint } from "jose/jwk/thumbprint";
import { type RsaKeyProblem, type RsaPublicJwk, readRsaPublicKey } from "./rsa-public-key.ts";

export interface RsaVerificationKey {
  /** RFC 7638, SHA-256, base64url. */
  readonly thumbprint: string;
  readonly keyObject: KeyObject;
  readonly jwk: RsaPublicJwk;
  readonly bits: number;
}

export type SkipReason =
  | RsaKeyProblem
  | "not_an_object"
  | "not_rsa"
  | "not_for_signatures"
  | "other_algorithm"
  | "duplicate"
  | "beyond_limit";

interface SkippedKey {
  /** Place in the set, from 0. `beyond_limit` names the first of all that were not looked at. */
  readonly index: number;
  readonly reason: SkipReason;
}

/** The provider published a private key: whoever saw it can sign. */
interface KeySetAlarm {
  readonly kind: "private_key_published";
  readonly index: number;
}

export type KeySetReading =
  | {
      readonly kind: "key_set";
      /** Each key once; may be empty when none is usable. */
      readonly keys: readonly RsaVerificationKey[];
      readonly skipped: readonly SkippedKey[];
      readonly alarms: readonly KeySetAlarm[];
    }
  | { readonly kind: "invalid"; readonly problem: "too_large" | "not_json" | "not_a_key_set" };

const LONGEST_DOCUMENT = 64 * 1024;
const MAX_KEYS = 16;

/** Reads a JSON Web Key Set. An unusable key never spoils the others; it is skipped with its reason. */
export async function readKeySet(text: string): Promise<KeySetReading> {
  if (text.length > LONGEST_DOCUMENT) return { kind: "invalid", problem: "too_large" };
  const document = parse(text);
  if (document.kind === "invalid") return document;
  const entries = isRecord(document.value) ? document.value.keys : undefined;
  if (!Array.isArray(entries)) return { kind: "invalid", problem: "not_a_key_set" };
  return readEntries(entries);
}

function parse(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: "parsed", value } as const;
  } catch {
    return { kind: "invalid", problem: "not_json" } as const;
  }
}

async function readEntries(entries: readonly unknown[]): Promise<KeySetReading> {
  const keys = new Map<string, RsaVerificationKey>();
  const skipped: SkippedKey[] = [];
  const alarms: KeySetAlarm[] = [];
  for (const [index, entry] of entries.slice(0, MAX_KEYS).entries()) {
    if (isRecord(entry) && "d" in entry) {
      alarms.push({ kind: "private_key_published", index });
    }
    const key = await readEntry(entry);
    if (typeof key === "string") skipped.push({ index, reason: key });
    else if (keys.has(key.thumbprint)) skipped.push({ index, reason: "duplicate" });
    else keys.set(key.thumbprint, key);
  }
  if (entries.length > MAX_KEYS) skipped.push({ index: MAX_KEYS, reason: "beyond_limit" });
  return { kind: "key_set", keys: [...keys.values()], skipped, alarms };
}

async function readEntry(entry: unknown): Promise<RsaVerificationKey | SkipReason> {
  if (!isRecord(entry)) return "not_an_object";
  if (entry.kty !== "RSA") return "not_rsa";
  if (!isForSignatures(entry)) return "not_for_signatures";
  if (entry.alg !== undefined && entry.alg !== "RS256") return "other_algorithm";
  const reading = readRsaPublicKey(entry.n, entry.e);
  if (reading.kind === "unusable") return reading.reason;
  const { jwk, bits, keyObject } = reading;
  return { thumbprint: await calculateJwkThumbprint({ ...jwk }, "sha256"), keyObject, jwk, bits };
}

function isForSignatures(entry: Readonly<Record<string, unknown>>): boolean {
  const { use, key_ops: operations } = entry;
  if (use !== undefined && use !== "sig") return false;
  return operations === undefined || (Array.isArray(operations) && operations.includes("verify"));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
