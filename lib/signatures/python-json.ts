import { type JsonDocument, parseJsonDocument } from "#lib/domain/json-document.ts";
import type { JsonFlag, JsonNode, JsonObject } from "#lib/domain/json-node.ts";
import { isIntegerLexeme } from "#lib/domain/json-number.ts";
import { decodeUtf8 } from "./strict-utf8.ts";

export type JsonRejection = "not_utf8" | "bom" | "not_json" | "too_deep";

export type PythonJson =
  | {
      readonly kind: "canonical";
      /** Pure ASCII. */
      readonly text: string;
      readonly flags: readonly JsonFlag[];
      readonly document: JsonDocument;
    }
  | { readonly kind: "rejected"; readonly cause: JsonRejection | "number_out_of_range" };

/** CPython refuses to turn more digits than this into an int. */
const MAX_INTEGER_DIGITS = 4300;

/**
 * What CPython's `json.dumps(json.loads(body))` gives with its defaults, which is the text Asset signs.
 * Stricter than CPython where its text would not be JSON (NaN, Infinity) or the bytes are not plain UTF-8.
 */
export function canonicalisePythonJson(bytes: Buffer): PythonJson {
  const reading = readStrictJson(bytes);
  if (reading.kind === "rejected") return reading;
  const text = pythonJsonText(reading.root);
  if (text === null) return { kind: "rejected", cause: "number_out_of_range" };
  return { kind: "canonical", text, flags: reading.flags, document: reading };
}

/** Bytes to a JSON document, or why they are none. */
export function readStrictJson(
  bytes: Buffer,
): JsonDocument | { readonly kind: "rejected"; readonly cause: JsonRejection } {
  const decoded = decodeUtf8(bytes);
  if (decoded.kind === "rejected") return decoded;
  const reading = parseJsonDocument(decoded.text);
  return reading.kind === "document" ? reading : { kind: "rejected", cause: reading.problem };
}

/** The text of a value as `json.dumps` writes it; null when it holds a number CPython cannot write as JSON. */
export function pythonJsonText(root: JsonNode): string | null {
  const text = nodeText(root);
  return text.includes(UNWRITABLE) ? null : text;
}

// Outside ASCII, so no canonical text can contain it.
const UNWRITABLE = "\u{fffd}";

function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case "object":
      return `{${objectText(node)}}`;
    case "array":
      return `[${node.items.map(nodeText).join(", ")}]`;
    case "string":
      return stringText(node.value);
    case "number":
      return isIntegerLexeme(node.lexeme) ? integerText(node.lexeme) : floatText(node.lexeme);
    case "boolean":
      return node.value ? "true" : "false";
    case "null":
      return "null";
  }
}

function objectText(node: JsonObject): string {
  if (!node.hasDuplicates) return node.members.map(({ key, value }) => memberText(key, value)).join(", ");
  // Like a Python dict, a Map keeps the first place of a repeated key and its last value.
  const dict = new Map(node.members.map(({ key, value }) => [key, value]));
  return Array.from(dict, ([key, value]) => memberText(key, value)).join(", ");
}

function memberText(key: string, value: JsonNode): string {
  return `${stringText(key)}: ${nodeText(value)}`;
}

const NEEDS_ESCAPE = /[^ !#-[\]-~]/;
const EACH_TO_ESCAPE = /[^ !#-[\]-~]/g;
const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

function stringText(value: string): string {
  return NEEDS_ESCAPE.test(value) ? `"${value.replace(EACH_TO_ESCAPE, escapeUnit)}"` : `"${value}"`;
}

function escapeUnit(unit: string): string {
  return SHORT_ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function integerText(lexeme: string): string {
  if (lexeme === "-0") return "0";
  const digits = lexeme.startsWith("-") ? lexeme.length - 1 : lexeme.length;
  return digits > MAX_INTEGER_DIGITS ? UNWRITABLE : lexeme;
}

/** Python's repr of a float: exponent form below 1e-4 and from 1e16, at least two exponent digits, else a point. */
function floatText(lexeme: string): string {
  const value = Number(lexeme);
  if (!Number.isFinite(value)) return UNWRITABLE;
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [mantissa = "", exponent = ""] = value.toExponential().split("e");
  if (Number(exponent) < -4 || Number(exponent) >= 16) {
    return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, "0")}`;
  }
  // JavaScript writes this whole range without an exponent too, with the same shortest digits.
  const positional = String(value);
  return positional.includes(".") ? positional : `${positional}.0`;
}
