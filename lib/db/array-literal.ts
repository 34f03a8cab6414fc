type Element = string | number | null;

/** Texts that stand for themselves in an array literal; `null` in any case would not. */
const PLAIN = /^[\w.:/?&%=+@-]+$/;

/**
 * An array parameter in PostgreSQL's text form. The driver's own conversion asks of every element anew what it is,
 * which costs more than all else about a recorded result.
 */
export function arrayLiteral(values: readonly Element[]): string {
  return `{${values.map(elementLiteral).join()}}`;
}

function elementLiteral(value: Element): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  if (PLAIN.test(value) && value.length !== "null".length) return value;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
