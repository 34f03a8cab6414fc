import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface AssetSigner {
  privateKey: KeyObject;
  /** The key set to paste at the source; holds the public half only. */
  keySet: { keys: [PublicJwk] };
}

export type PublicJwk = { kty: "RSA"; use: "sig"; alg: "RS256"; kid: string; n: string; e: string };

const FOLDER = "simulator";

/** The simulated provider's key pair, made on first use and kept in the data dir, readable by its owner only. */
export function loadAssetSigner(dataDir: string): AssetSigner {
  return readAssetSigner(keep(dataDir, "asset-private-key.pem", generatePrivateKey));
}

/** The simulated provider's signing secret, made on first use and kept beside the key. */
export function loadAboundSecret(dataDir: string): string {
  return keep(dataDir, "abound-secret", () => `appSecret_${randomBytes(24).toString("hex")}`).trim();
}

/** From a private key in PEM; throws when it is none, or not RSA. */
export function readAssetSigner(pem: string): AssetSigner {
  const privateKey = createPrivateKey(pem);
  const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
  if (privateKey.asymmetricKeyType !== "rsa" || n === undefined || e === undefined) {
    throw new TypeError("Asset signs with an RSA key; this is another kind of key");
  }
  const kid = createHash("sha256").update(n).digest("hex").slice(0, 12);
  return { privateKey, keySet: { keys: [{ kty: "RSA", use: "sig", alg: "RS256", kid: `simulator-${kid}`, n, e }] } };
}

function generatePrivateKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function keep(dataDir: string, name: string, make: () => string): string {
  const folder = path.join(dataDir, FOLDER);
  const file = path.join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    // Exclusive, so that of two simulators starting at once one writes and the other reads.
    writeFileSync(file, make(), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return readFileSync(file, "utf8");
}
