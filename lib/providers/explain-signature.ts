import type { ProviderName } from "#lib/domain/provider-name.ts";
import { REJECTION_CAUSES } from "#lib/domain/rejection-cause.ts";
import { findProvider } from "./find-provider.ts";
import type { Authentication, SignedRequest, SourceCredentials } from "./provider.ts";

export interface SignatureExplanation {
  isAuthentic: boolean;
  outcome: Authentication;
  /** One sentence each, the verdict first. */
  sentences: string[];
}

/** Checks a signature as a door would, and says in words why it holds or does not. */
export function explainSignature(
  name: ProviderName,
  request: SignedRequest,
  credentials: SourceCredentials,
): SignatureExplanation {
  const provider = findProvider(name);
  const outcome = provider.authenticate(request, credentials);
  switch (outcome.kind) {
    case "authentic":
      return { isAuthentic: true, outcome, sentences: [`Authentic: ${describeMatch(outcome)}`, ...flagLines(outcome)] };
    case "rejected": {
      const verdict = `Refused with ${outcome.status} (${outcome.cause}): ${REJECTION_CAUSES[outcome.cause]}`;
      return { isAuthentic: false, outcome, sentences: [verdict] };
    }
    case "misconfigured":
      return { isAuthentic: false, outcome, sentences: [MISCONFIGURED[outcome.cause]] };
    case "no_match":
      return { isAuthentic: false, outcome, sentences: [NO_MATCH[name], ...findAlmost(name, request, credentials)] };
  }
}

const MISCONFIGURED = {
  no_keys: "Not checked: the key set holds no usable RSA key (2048 to 8192 bits, for RS256 signatures).",
  no_secret: "Not checked: there is no secret.",
} as const;

const NO_MATCH = {
  asset:
    "Not authentic: the signature fits neither the body as given nor Python's json.dumps text of it, under any of the keys.",
  abound: "Not authentic: the signature is not the HMAC-SHA256 of the body under any of the secrets.",
} satisfies Record<ProviderName, string>;

function describeMatch({ scheme, via, key }: Extract<Authentication, { kind: "authentic" }>): string {
  const text = via === "raw" ? "the body exactly as given" : "Python's json.dumps text of the body";
  return `${scheme} over ${text}, by ${key}.`;
}

function flagLines({ flags }: Extract<Authentication, { kind: "authentic" }>): string[] {
  return flags.length === 0 ? [] : [`Marked: ${flags.join(", ")}.`];
}

/** Bodies that saving, copying or printing commonly makes of the one that was signed. */
const SLIPS: readonly { what: string; undo: (text: string) => string }[] = [
  { what: "without the blanks and line ends around it", undo: (text) => text.trim() },
  { what: "with a line end after it", undo: (text) => `${text}\n` },
  { what: "with \\n where it has \\r\\n", undo: (text) => text.replaceAll("\r\n", "\n") },
  { what: "with \\r\\n where it has \\n", undo: (text) => text.replace(/(?<!\r)\n/g, "\r\n") },
  { what: "without the byte order mark", undo: (text) => text.replace(/^\u{feff}/u, "") },
];

function findAlmost(name: ProviderName, request: SignedRequest, credentials: SourceCredentials): string[] {
  const text = request.body.toString("utf8");
  const slip = SLIPS.find(({ undo }) => {
    const body = Buffer.from(undo(text), "utf8");
    return (
      !body.equals(request.body) &&
      findProvider(name).authenticate({ ...request, body }, credentials).kind === "authentic"
    );
  });
  if (slip === undefined)
    return ["Most often the body was changed on the way (parsed and written anew), or the key is another one."];
  return [`It would be authentic ${slip.what}: the file differs from what was sent.`];
}
