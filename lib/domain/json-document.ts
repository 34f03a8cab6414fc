import type { JsonFlag, JsonMember, JsonNode, JsonObject } from "./json-node.ts";
import { JsonScanner } from "./json-scanner.ts";

export interface JsonDocument {
  readonly kind: "document";
  readonly root: JsonNode;
  /** Oddities met on the way, each once. */
  readonly flags: readonly JsonFlag[];
}

export type JsonProblem = "not_json" | "too_deep";

/** `at` is the offset, in UTF-16 units, where reading stopped. */
export type JsonReading =
  | JsonDocument
  | { readonly kind: "invalid"; readonly problem: JsonProblem; readonly at: number };

const MAX_DEPTH = 64;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const LOWER_T = 0x74;
const LOWER_F = 0x66;
const LOWER_N = 0x6e;
const TRUE: JsonNode = { kind: "boolean", value: true };
const FALSE: JsonNode = { kind: "boolean", value: false };
const NULL: JsonNode = { kind: "null" };

/**
 * Reads strict JSON (RFC 8259) in one pass and keeps what JSON.parse loses: number text, key order, repeated keys.
 * Nesting beyond 64 levels is refused where it begins, so hostile depth costs nothing.
 */
export function parseJsonDocument(text: string): JsonReading {
  const reader = new JsonReader(text);
  const root = reader.document();
  if (root === undefined) return { kind: "invalid", problem: reader.problem, at: reader.scanner.at };
  return { kind: "document", root, flags: [...reader.scanner.flags] };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Recursive descent; undefined means that the text is invalid where the scanner stands. */
class JsonReader {
  problem: JsonProblem = "not_json";
  readonly scanner: JsonScanner;

  constructor(text: string) {
    this.scanner = new JsonScanner(text);
  }

  document(): JsonNode | undefined {
    this.scanner.skipSpace();
    const root = this.value(0);
    if (root === undefined) return undefined;
    this.scanner.skipSpace();
    return this.scanner.isAtEnd ? root : undefined;
  }

  private value(depth: number): JsonNode | undefined {
    switch (this.scanner.peek()) {
      case OPEN_BRACE:
        return this.object(depth + 1);
      case OPEN_BRACKET:
        return this.array(depth + 1);
      case QUOTE:
        return this.string();
      case LOWER_T:
        return this.scanner.skipWord("true") ? TRUE : undefined;
      case LOWER_F:
        return this.scanner.skipWord("false") ? FALSE : undefined;
      case LOWER_N:
        return this.scanner.skipWord("null") ? NULL : undefined;
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonObject | undefined {
    if (!this.open(OPEN_BRACE, depth)) return undefined;
    const members: Mutable<JsonMember>[] = [];
    if (this.scanner.skip(CLOSE_BRACE)) return { kind: "object", members, hasDuplicates: false };
    const latest = new Map<string, Mutable<JsonMember>>();
    do {
      const member = this.member(depth);
      if (member === undefined) return undefined;
      const earlier = latest.get(member.key);
      if (earlier !== undefined) earlier.superseded = true;
      latest.set(member.key, member);
      members.push(member);
      this.scanner.skipSpace();
    } while (this.scanner.skip(COMMA));
    if (!this.scanner.skip(CLOSE_BRACE)) return undefined;
    const hasDuplicates = latest.size < members.length;
    if (hasDuplicates) this.scanner.flags.add("duplicate_keys");
    return { kind: "object", members, hasDuplicates };
  }

  private member(depth: number): Mutable<JsonMember> | undefined {
    const key = this.scanner.string();
    if (key === undefined) return undefined;
    if (key === "__proto__") this.scanner.flags.add("proto_key");
    this.scanner.skipSpace();
    if (!this.scanner.skip(COLON)) return undefined;
    const value = this.value(depth);
    return value === undefined ? undefined : { key, value, superseded: false };
  }

  private array(depth: number): JsonNode | undefined {
    if (!this.open(OPEN_BRACKET, depth)) return undefined;
    const items: JsonNode[] = [];
    if (this.scanner.skip(CLOSE_BRACKET)) return { kind: "array", items };
    do {
      const item = this.value(depth);
      if (item === undefined) return undefined;
      items.push(item);
      this.scanner.skipSpace();
    } while (this.scanner.skip(COMMA));
    return this.scanner.skip(CLOSE_BRACKET) ? { kind: "array", items } : undefined;
  }

  private open(bracket: number, depth: number): boolean {
    if (depth > MAX_DEPTH) {
      this.problem = "too_deep";
      return false;
    }
    return this.scanner.skip(bracket);
  }

  private string(): JsonNode | undefined {
    const value = this.scanner.string();
    return value === undefined ? undefined : { kind: "string", value };
  }

  private number(): JsonNode | undefined {
    const lexeme = this.scanner.number();
    return lexeme === undefined ? undefined : { kind: "number", lexeme };
  }
}
