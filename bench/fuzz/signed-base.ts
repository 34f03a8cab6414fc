import { createHash } from "node:crypto";
import type { ProviderName } from "#lib/domain/provider-name.ts";
import { findProvider } from "#lib/providers/find-provider.ts";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import { signAbound } from "#lib/testing/test-sources.ts";
import type { FuzzRequest, Pair } from "./fuzz-request.ts";
import { pythonText } from "./python-text.ts";

/** Which valid request to begin with. The same choice is the same request throughout a run. */
export interface BaseChoice {
  readonly slug: FuzzSlug;
  /** Picks one of the provider's event types. */
  readonly type: number;
  /** Makes the id, so that most requests are events of their own and some are duplicates. */
  readonly number: number;
  /** As requests and aiohttp write a body, as httpx does, or the latter also signed in that form. */
  readonly form: "spaced" | "compact" | "compact_signed";
  readonly extra: string;
}

export const FUZZ_SOURCES = {
  asset: { provider: "asset", sharedHeaders: [] },
  "asset-shared": {
    provider: "asset",
    sharedHeaders: [{ name: "x-fuzz-token", value: "the shared token of the fuzzer" }],
  },
  abound: { provider: "abound", sharedHeaders: [] },
} as const satisfies Record<
  string,
  { provider: ProviderName; sharedHeaders: readonly { name: string; value: string }[] }
>;

export type FuzzSlug = keyof typeof FUZZ_SOURCES;

/** The two senders, and everything they ever signed: nothing else may be taken for theirs. */
export class SigningLedger {
  readonly secret = "a-signing-secret-of-the-fuzzer";
  readonly #signer = createRsaSigner();
  readonly #decoy = createRsaSigner();
  /** Signature, as base64, by provider, id and the digest of the text: sources of one provider share its keys. */
  readonly #signatures = new Map<string, string>();

  get keySet() {
    return { keys: [this.#decoy.jwk, this.#signer.jwk] };
  }

  /** The signature that exists for a text, as base64; undefined when nobody signed it. */
  signatureOf(provider: ProviderName, id: string, text: Buffer): string | undefined {
    return this.#signatures.get(ledgerKey(provider, id, text));
  }

  build(choice: BaseChoice): FuzzRequest {
    return FUZZ_SOURCES[choice.slug].provider === "asset" ? this.#asset(choice) : this.#abound(choice);
  }

  #asset(choice: BaseChoice): FuzzRequest {
    const { slug, number, form, extra } = choice;
    const id = `fuzz.${number}-${createHash("sha256").update(JSON.stringify(choice)).digest("hex").slice(0, 12)}`;
    const compact = JSON.stringify({ ...sampleOf("asset", choice.type), number, extra });
    const spaced = pythonText(Buffer.from(compact)) ?? "";
    const signed = Buffer.from(form === "compact_signed" ? compact : spaced);
    const signature = this.#sign(id, signed);
    const shared = FUZZ_SOURCES[slug].sharedHeaders.map(({ name, value }): Pair => [name, value]);
    const own: Pair[] = [
      ["asset-id", id],
      ["asset-signature", Buffer.from(signature, "base64").toString("base64url")],
    ];
    return valid("asset", slug, [...own, ...shared], Buffer.from(form === "spaced" ? spaced : compact));
  }

  #sign(id: string, signed: Buffer): string {
    const key = ledgerKey("asset", id, signed);
    const known =
      this.#signatures.get(key) ?? Buffer.from(this.#signer.sign(id, signed), "base64url").toString("base64");
    this.#signatures.set(key, known);
    return known;
  }

  #abound({ slug, type, number, form, extra }: BaseChoice): FuzzRequest {
    const value = { ...sampleOf("abound", type), webhookRequestId: `fuzz-${number}-${type}-${form}`, extra };
    const body = Buffer.from(form === "spaced" ? JSON.stringify(value, null, 1) : JSON.stringify(value));
    const hex = signAbound(this.secret, body);
    this.#signatures.set(ledgerKey("abound", "", body), Buffer.from(hex, "hex").toString("base64"));
    return valid("abound", slug, [["abound-signature", hex]], body);
  }
}

function sampleOf(provider: ProviderName, type: number) {
  const types = findProvider(provider).eventTypes;
  return types[type % types.length]?.sample;
}

function valid(provider: ProviderName, slug: string, signed: Pair[], body: Buffer): FuzzRequest {
  const usual: Pair[] = [
    ["host", "localhost"],
    ["content-type", "application/json"],
    ["user-agent", "fuzz"],
  ];
  const target = `/api/webhooks/${slug}`;
  const rest = { framing: { kind: "length" }, damage: [], history: [] } as const;
  return { provider, slug, method: "POST", target, headers: [...usual, ...signed], body, ...rest };
}

function ledgerKey(provider: ProviderName, id: string, text: Buffer): string {
  return `${provider} ${id} ${createHash("sha256").update(text).digest("base64")}`;
}
