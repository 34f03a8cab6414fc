import type { JsonNode } from "#lib/domain/json-node.ts";

const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text fit to be shown: no half character pairs, a sign for NUL, and nothing that turns the direction of reading. */
export function displayText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\u0000", "\u2400")
    .replace(BIDI_CONTROLS, (control) => `\\u${control.charCodeAt(0).toString(16)}`);
}

/** A leaf as JSON, numbers exactly as sent; at most `limit` characters of a string. */
export function leafText(node: JsonNode, limit: number): string {
  switch (node.kind) {
    case "string": {
      const part = node.value.slice(0, limit);
      const quoted = displayText(JSON.stringify(part.toWellFormed()));
      return part.length < node.value.length ? `${quoted.slice(0, -1)}…"` : quoted;
    }
    case "number":
      return node.lexeme;
    case "boolean":
      return String(node.value);
    case "null":
      return "null";
    case "object":
      return `{ ${count(node.members.length, "key")} }`;
    case "array":
      return `[ ${count(node.items.length, "item")} ]`;
  }
}

/** A node as indented JSON for the clipboard: sent order, exact numbers, repeated keys kept. */
export function nodeText(node: JsonNode, indent = ""): string {
  const inner = `${indent}  `;
  switch (node.kind) {
    case "object":
      if (node.members.length === 0) return "{}";
      return `{\n${node.members
        .map((member) => `${inner}${JSON.stringify(member.key)}: ${nodeText(member.value, inner)}`)
        .join(",\n")}\n${indent}}`;
    case "array":
      if (node.items.length === 0) return "[]";
      return `[\n${node.items.map((item) => `${inner}${nodeText(item, inner)}`).join(",\n")}\n${indent}]`;
    case "string":
      return JSON.stringify(node.value);
    default:
      return leafText(node, 0);
  }
}

function count(amount: number, noun: string): string {
  return `${amount.toLocaleString("en-GB")} ${noun}${amount === 1 ? "" : "s"}`;
}
