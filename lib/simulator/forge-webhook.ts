import type { Random } from "./random.ts";
import type { SignedWebhook } from "./sign-webhook.ts";

const SIGNATURE_HEADERS = ["asset-signature", "abound-signature"] as const;

/** The same webhook with a signature that does not hold: an altered body, another signature, a broken one, or none. */
export function forgeWebhook({ headers, body }: SignedWebhook, random: Random): SignedWebhook {
  const name = SIGNATURE_HEADERS.find((header) => header in headers) ?? SIGNATURE_HEADERS[0];
  const signature = headers[name] ?? "";
  const { [name]: _removed, ...unsigned } = headers;
  const kind = random.pick(["altered_body", "other_signature", "malformed", "missing"] as const);
  switch (kind) {
    case "altered_body":
      return { headers, body: Buffer.from(body.toString("utf8").replace(/_[0-9a-zA-Z]/, "_0x"), "utf8") };
    case "other_signature":
      return { headers: { ...headers, [name]: turnedAround(signature) }, body };
    case "malformed":
      return { headers: { ...headers, [name]: "not a signature" }, body };
    case "missing":
      return { headers: unsigned, body };
  }
}

/** Same length and alphabet, and certainly different. */
function turnedAround(signature: string): string {
  const turned = [...signature].reverse().join("");
  return turned === signature ? `${turned.slice(1)}${turned.startsWith("0") ? "1" : "0"}` : turned;
}
