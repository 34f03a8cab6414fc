import type { JsonDocument } from "./json-document.ts";
import type { JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { isPortableNumber } from "./json-number.ts";

/**
 * The document as JSON text that PostgreSQL's jsonb takes: NUL and lone surrogates replaced, numbers that would be
 * rounded or refused as strings, the last of repeated keys. For searching and showing, never for signing or sending.
 */
export function sanitisedJson(document: JsonDocument): string {
  return nodeText(document.root);
}

/** The string without what a PostgreSQL text cannot hold: NUL becomes ␀, half a surrogate pair becomes U+FFFD. */
export function sanitisedText(text: string): string {
  return text.replaceAll("\u0000", "\u2400").toWellFormed();
}

// Text is written directly: building objects first would move integer-like keys and trip over __proto__.
function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return `{${currentMembers(node).map(memberText).join(",")}}`;
    case "array":
      return `[${node.items.map(nodeText).join(",")}]`;
    case "string":
      return stringText(node.value);
    case "number":
      return isPortableNumber(node.lexeme) ? node.lexeme : `"${node.lexeme}"`;
    case "boolean":
      return node.value ? "true" : "false";
    case "null":
      return "null";
  }
}

function currentMembers(node: JsonObject): readonly JsonMember[] {
  return node.hasDuplicates ? node.members.filter((member) => !member.superseded) : node.members;
}

function memberText(member: JsonMember): string {
  return `${stringText(member.key)}:${nodeText(member.value)}`;
}

const PLAIN_ASCII = /^[ !#-[\]-~]*$/;

function stringText(value: string): string {
  return PLAIN_ASCII.test(value) ? `"${value}"` : JSON.stringify(sanitisedText(value));
}
