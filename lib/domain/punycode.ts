const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;

/** Decodes the part of a label after `xn--` (RFC 3492), or null when it is not valid. */
export function decodePunycode(encoded: string): string | null {
  const delimiter = encoded.lastIndexOf("-");
  const output = delimiter > 0 ? [...encoded.slice(0, delimiter)].map((char) => char.charCodeAt(0)) : [];
  let position = delimiter > 0 ? delimiter + 1 : 0;
  let codePoint = 128;
  let index = 0;
  let bias = 72;
  while (position < encoded.length) {
    const delta = readDelta(encoded, position, bias);
    if (!delta) return null;
    const length = output.length + 1;
    bias = adaptBias(delta.value, length, index === 0);
    index += delta.value;
    codePoint += Math.floor(index / length);
    index %= length;
    if (codePoint > 0x10ffff) return null;
    output.splice(index, 0, codePoint);
    index += 1;
    position = delta.next;
  }
  return String.fromCodePoint(...output);
}

function readDelta(encoded: string, start: number, bias: number): { value: number; next: number } | null {
  let value = 0;
  let weight = 1;
  for (let position = start, k = BASE; position < encoded.length; position += 1, k += BASE) {
    const digit = digitValue(encoded.charCodeAt(position));
    if (digit === null) return null;
    value += digit * weight;
    if (value > 0x7fffffff) return null;
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
    if (digit < threshold) return { value, next: position + 1 };
    weight *= BASE - threshold;
  }
  return null;
}

function digitValue(code: number): number | null {
  if (code >= 0x61 && code <= 0x7a) return code - 0x61;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 26;
  return null;
}

function adaptBias(delta: number, length: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : Math.floor(delta / 2);
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > Math.floor(((BASE - T_MIN) * T_MAX) / 2)) {
    rest = Math.floor(rest / (BASE - T_MIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
