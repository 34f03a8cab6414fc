import type { FuzzRequest } from "./fuzz-request.ts";
import { isJsonObjectWithin } from "./json-shape.ts";
import { pythonText } from "./python-text.ts";
import { FUZZ_SOURCES, type FuzzSlug, type SigningLedger } from "./signed-base.ts";

/** The statuses that are right for a request; null is a connection closed without an answer. */
export type Expectation = ReadonlySet<number | null>;

const MAX_BODY_BYTES = 262_144;
const MAX_DEPTH = 64;
/** From here on Node's own limits (16 KiB, 100 headers) may come first. */
const PLENTY = { bytes: 12_000, headers: 90 };
/** A body in more than 2,048 fragments is refused; the network may make more of them than were sent. */
const MANY_FRAGMENTS = 1500;
const HTTP_REFUSALS = [400, 401, 404, 405, 408, 413, 417, 431, null] as const;
const BASE64 = /^(?:[\w-]+|[A-Za-z0-9+/]+)={0,2}$/;

/**
 * What a door has to answer, told from the specification and from what the senders really signed. It shares no code
 * with the door: a text is authentic when the ledger holds it.
 */
export function expectedStatuses(request: FuzzRequest, ledger: SigningLedger): Expectation {
  const { headers, framing, body, damage } = request;
  if (damage.length > 0) return new Set([200, ...HTTP_REFUSALS]);
  const statuses = new Set([framing.kind === "both" ? 400 : wellFramed(request, ledger)]);
  // What is left of the body is read as the next request, and its refusal may come first.
  if (framing.kind === "announced" && framing.length < body.length) statuses.add(400);
  if (framing.kind === "chunked" && body.length / framing.chunk > MANY_FRAGMENTS) statuses.add(413);
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  if (size > PLENTY.bytes || headers.length > PLENTY.headers) statuses.add(401).add(431);
  return statuses;
}

function wellFramed(request: FuzzRequest, ledger: SigningLedger): number {
  const slug = slugOf(request.target);
  if (slug === null) return 404;
  if (request.method !== "POST") return 405;
  const { framing } = request;
  const announced = framing.kind === "announced" ? framing.length : request.body.length;
  if (announced > MAX_BODY_BYTES) return 413;
  if (announced > request.body.length) return 400;
  return judge({ ...request, body: request.body.subarray(0, announced) }, slug, ledger);
}

/** The source a target names: repeated slashes are one, one more at the end and a query do not matter. */
function slugOf(target: string): FuzzSlug | null {
  const path = target.replace(/^https?:\/\/[^/]*/, "").split("?")[0] ?? "";
  const parts = path.split("/").filter((part) => part !== "");
  const slug = parts[2];
  const isWebhook = parts.length === 3 && parts[0] === "api" && parts[1] === "webhooks";
  return isWebhook && slug !== undefined && isSlug(slug) ? slug : null;
}

function isSlug(text: string): text is FuzzSlug {
  return Object.hasOwn(FUZZ_SOURCES, text);
}

function judge(request: FuzzRequest, slug: FuzzSlug, ledger: SigningLedger): 200 | 400 | 401 {
  return FUZZ_SOURCES[slug].provider === "asset" ? judgeAsset(request, slug, ledger) : judgeAbound(request, ledger);
}

function judgeAbound(request: FuzzRequest, ledger: SigningLedger): 200 | 401 {
  const hex = /^(?:sha256=)?([0-9a-fA-F]{64})$/.exec(onlyValue(request, "abound-signature") ?? "")?.[1];
  const signature = ledger.signatureOf("abound", "", request.body);
  return hex !== undefined && signature === Buffer.from(hex, "hex").toString("base64") ? 200 : 401;
}

function judgeAsset(request: FuzzRequest, slug: FuzzSlug, ledger: SigningLedger): 200 | 400 | 401 {
  const id = onlyValue(request, "asset-id");
  const sent = onlyValue(request, "asset-signature");
  if (id === null || !/^[!-~]{1,200}$/.test(id) || sent === null) return 401;
  const characters = sent.replace(/={1,2}$/, "").length;
  if (!BASE64.test(sent) || characters < 342 || characters > 1366) return 401;
  const isShared = FUZZ_SOURCES[slug].sharedHeaders.every(
    ({ name, value }) => allValues(request, name).join(", ") === value,
  );
  if (!isShared) return 401;
  if (!isJsonObjectWithin(request.body, MAX_DEPTH)) return 400;
  const signature = Buffer.from(sent, "base64").toString("base64");
  const canonical = pythonText(request.body);
  const texts = canonical === null ? [request.body] : [request.body, Buffer.from(canonical)];
  return texts.some((text) => ledger.signatureOf("asset", id, text) === signature) ? 200 : 401;
}

/** The value of a header that is there once and without a comma, without the blanks around it. */
function onlyValue(request: FuzzRequest, name: string): string | null {
  const [value, ...more] = allValues(request, name);
  return value === undefined || more.length > 0 || value.includes(",") ? null : value;
}

function allValues({ headers }: FuzzRequest, name: string): string[] {
  return headers
    .filter(([sent]) => sent.toLowerCase() === name)
    .map(([, value]) => value.replace(/^[ \t]+|[ \t]+$/g, ""));
}
