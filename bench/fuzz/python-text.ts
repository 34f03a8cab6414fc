/**
 * What Python's json.dumps makes of a JSON text, or null for what is none; written for the oracle on JSON.parse alone,
 * so that it shares nothing with the code under test. Floats are only written where Python and JavaScript agree.
 */
export function pythonText(body: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    return write(JSON.parse(text, keepNumber));
  } catch (error) {
    // Both say that the bytes are no JSON text.
    if (error instanceof SyntaxError || error instanceof TypeError) return null;
    throw error;
  }
}

class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function keepNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === "number" ? new NumberText(context?.source ?? "") : value;
}

function write(value: unknown): string {
  if (value instanceof NumberText) return numberText(value.text);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, member]) => `${quoted(key)}: ${write(member)}`);
  return `{${members.join(", ")}}`;
}

function numberText(source: string): string {
  if (!/[.eE]/.test(source)) return source === "-0" ? "0" : source;
  const text = String(Number(source));
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
