import * as z from "zod";

export type NameValue = { name: string; value: string };

const MAX_PAIRS = 32;
const pair = z.strictObject({ name: z.string().min(1).max(128), value: z.string().max(8192) });
const values = z.union([z.string().max(8192), z.array(z.string().max(8192)).min(1).max(5)]);

/** Headers as `{ "x-name": "value" }`, where an array means several values, or as `[{ name, value }]`. */
export const nameValuesInput = z
  .union([z.record(z.string().min(1).max(128), values), z.array(pair)])
  .transform((given): NameValue[] => (Array.isArray(given) ? given : Object.entries(given).flatMap(toPairs)))
  .refine((pairs) => pairs.length <= MAX_PAIRS, `List at most ${MAX_PAIRS} headers.`);

function toPairs([name, given]: [string, string | string[]]): NameValue[] {
  return [given].flat().map((value) => ({ name, value }));
}
