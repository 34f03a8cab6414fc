/** Header pairs as they came over the wire: any case, repetitions kept. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

export type SingleHeader =
  | { readonly kind: "one"; readonly value: string }
  | { readonly kind: "missing" }
  | { readonly kind: "several" };

/**
 * The only value of a header. A comma counts as a repetition, because some servers join repeated headers with one;
 * so this is for headers whose values never contain a comma.
 */
export function singleHeader(headers: HeaderPairs, name: string): SingleHeader {
  const values = headerValues(headers, name);
  const [value] = values;
  if (value === undefined) return { kind: "missing" };
  return values.length > 1 || value.includes(",") ? { kind: "several" } : { kind: "one", value };
}

/** Every value of a header, in order. The name is given in lower case. */
export function headerValues(headers: HeaderPairs, name: string): readonly string[] {
  return headers
    .filter(([sent]) => sent.length === name.length && sent.toLowerCase() === name)
    .map(([, value]) => value);
}
