import type { EventFlag } from "./event-flag.ts";

export type JsonFlag = Extract<EventFlag, "duplicate_keys" | "unsafe_integer" | "lone_surrogate" | "nul" | "proto_key">;

export interface JsonObject {
  readonly kind: "object";
  /** In the order sent, repeated keys included. */
  readonly members: readonly JsonMember[];
  readonly hasDuplicates: boolean;
}

export interface JsonMember {
  readonly key: string;
  readonly value: JsonNode;
  /** True when a later member of the same object has the same key: the last one counts. */
  readonly superseded: boolean;
}

/** A JSON value as it was written: numbers keep their exact text, strings are decoded UTF-16. */
export type JsonNode =
  | JsonObject
  | { readonly kind: "array"; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly lexeme: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" };

/** The value of a key, the last one when it is repeated; undefined when absent or when the node is not an object. */
export function memberOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  if (node?.kind !== "object") return undefined;
  return node.members.findLast((member) => member.key === key)?.value;
}
