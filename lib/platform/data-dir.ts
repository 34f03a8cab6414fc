import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeSync,
} from "node:fs";
import path from "node:path";

/**
 * Makes the data directory if it is missing and returns its real path. As root it may be passed through (not listed) by
 * others, because the embedded database in it runs as an unprivileged user; what is secret in it is readable to us alone.
 */
export function prepareDataDir(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    return realpathSync(directory);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The data directory ${directory} cannot be used: ${why}`, { cause });
  }
}

const SECRET_BYTES = 32;

/** The generated key material. Losing it makes stored secrets unreadable, hence the sync before anything is sealed with it. */
export function readOrCreateSecret(dataDir: string): string {
  const file = path.join(dataDir, "secret");
  if (!existsSync(file)) writeDurably(file, randomBytes(SECRET_BYTES).toString("base64url"));
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length >= SECRET_BYTES) return secret;
  throw new Error(`${file} does not hold a secret any more: restore it from a backup.`);
}

function writeDurably(file: string, text: string): void {
  const partial = `${file}.${process.pid}`;
  const handle = openSync(partial, "w", 0o600);
  writeSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, file);
}
