import { hash } from "node:crypto";
import type { JsonDocument } from "#lib/domain/json-document.ts";
import type { JsonNode } from "#lib/domain/json-node.ts";
import { isIntegerLexeme, isUnsafeInteger } from "#lib/domain/json-number.ts";
import { sanitisedJson, sanitisedText } from "#lib/domain/json-sanitised.ts";
import { readProviderTime } from "#lib/domain/provider-time.ts";
import { pythonJsonText, readStrictJson } from "#lib/signatures/python-json.ts";
import type { AuthenticRequest, EventFacts, EventTypeEntry } from "./provider.ts";

const LONGEST_INDEXED_TEXT = 200;

/** What a provider finds in a body, before the rules that hold for all of them. */
export interface Finding {
  readonly providerKey: string;
  readonly type: TypeReading;
  readonly businessId?: IdReading;
  readonly externalId?: IdReading;
  readonly userId?: IdReading;
  readonly subject: IdReading;
  readonly time: JsonNode | undefined;
  readonly flags?: EventFacts["flags"];
}

export interface TypeReading {
  readonly name: string;
  readonly standing: "known" | "unknown" | "unreadable";
}

export interface IdReading {
  readonly id: string | null;
  /** False when state must not be derived from it. */
  readonly isSound: boolean;
}

/** Reads the authenticated text. A body that is no JSON object still becomes an event, of type "unparsed". */
export function readFacts(
  request: AuthenticRequest,
  find: (root: JsonNode) => Finding,
  unparsedKey: () => string,
): EventFacts {
  const document = request.document ?? readStrictJson(request.text);
  if (document.kind === "rejected" || document.root.kind !== "object") return unparsed(unparsedKey(), request.text);
  return factsOf(document, find(document.root), request);
}

function factsOf(document: JsonDocument, finding: Finding, { receivedAt, text }: AuthenticRequest): EventFacts {
  const { providerKey, type, businessId, externalId, userId, subject } = finding;
  const time = readProviderTime(finding.time, receivedAt);
  const isSound = [businessId, externalId, userId, subject].every((reading) => reading?.isSound !== false);
  const flags = new Set([...document.flags, ...time.flags, ...(finding.flags ?? [])]);
  if (type.standing === "unknown") flags.add("unknown_type");
  if (type.standing === "unreadable" || !isSound) flags.add("unparsed");
  return {
    providerKey,
    bodyHash: sha256(pythonJsonText(document.root) ?? text),
    type: type.name,
    businessId: businessId?.id ?? null,
    externalId: externalId?.id ?? null,
    userId: userId?.id ?? null,
    subject: subject.id,
    occurredAt: time.at,
    occurredAtText: time.text,
    flags: [...flags],
    payloadJson: sanitisedJson(document),
  };
}

function unparsed(providerKey: string, text: Buffer): EventFacts {
  return {
    providerKey,
    bodyHash: sha256(text),
    type: "unparsed",
    businessId: null,
    externalId: null,
    userId: null,
    subject: null,
    occurredAt: null,
    occurredAtText: null,
    flags: ["unparsed", "no_time"],
    payloadJson: null,
  };
}

/** The catalogue's name for a type, also for spellings seen elsewhere; anything else as it was sent. */
export function readType(
  node: JsonNode | undefined,
  eventTypes: readonly EventTypeEntry[],
  aliases: ReadonlyMap<string, string>,
): TypeReading {
  if (node?.kind !== "string" || node.value === "") return { name: "unparsed", standing: "unreadable" };
  const name = aliases.get(node.value) ?? node.value;
  if (eventTypes.some((entry) => entry.type === name)) return { name, standing: "known" };
  return { name: sanitisedText(node.value.slice(0, LONGEST_INDEXED_TEXT)), standing: "unknown" };
}

interface IdRules {
  readonly isRequired: boolean;
  readonly longest?: number;
  readonly mayBeInteger?: boolean;
}

/** An id as it can be indexed: a string, or the hash of one too long for an index. */
export function readId(node: JsonNode | undefined, rules: IdRules): IdReading {
  if (node === undefined || node.kind === "null") return { id: null, isSound: !rules.isRequired };
  if (node.kind === "number" && rules.mayBeInteger && isIntegerLexeme(node.lexeme)) {
    return { id: node.lexeme.slice(0, LONGEST_INDEXED_TEXT), isSound: !isUnsafeInteger(node.lexeme) };
  }
  if (node.kind !== "string") return { id: null, isSound: false };
  if (node.value === "") return { id: null, isSound: !rules.isRequired };
  const isIndexable = node.value.length <= (rules.longest ?? LONGEST_INDEXED_TEXT);
  return isIndexable
    ? { id: sanitisedText(node.value), isSound: true }
    : { id: sha256Key(Buffer.from(node.value, "utf8")), isSound: false };
}

/** `sha256:` and the digest in hexadecimal. */
export function sha256Key(bytes: Buffer): string {
  return `sha256:${sha256(bytes).toString("hex")}`;
}

function sha256(text: Buffer | string): Buffer {
  return hash("sha256", text, "buffer");
}
