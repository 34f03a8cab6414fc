import * as z from "zod";
import { textInput } from "./text-input.ts";

export type LabelledSecret = { label: string; value: string };

const label = textInput(60).trim().min(1, "Give each secret a label.");
const value = textInput(1024);
const entry = z
  .union([z.strictObject({ label, value }), z.strictObject({ label, secret: value })])
  .transform((given): LabelledSecret => ({ label: given.label, value: "value" in given ? given.value : given.secret }));

/** Signing secrets as `[{ label, value }]` or `{ label: value }`; they can be written and never read. */
export const labelledSecretsInput = z.union([
  z.array(entry).max(5, "List at most 5 secrets."),
  z
    .record(label, value)
    .transform((given): LabelledSecret[] =>
      Object.entries(given).map(([name, secret]) => ({ label: name, value: secret })),
    ),
]);
