import * as z from "zod";
import { emailField, operatorNameField } from "./operator-input.ts";

const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This link is not complete. Copy all of it.");

export const linkInspectInput = z.strictObject({ token });

/** `email` and `name` go with a setup link; with an invite or a reset they are known already. */
export const linkAcceptInput = z.strictObject({
  token,
  password: z.string(),
  email: emailField.optional(),
  name: operatorNameField.optional(),
});

export type LinkAcceptInput = z.output<typeof linkAcceptInput>;

export interface OpenLink {
  purpose: "setup" | "invite" | "reset";
  /** Null for a setup link: the first admin says who they are. */
  email: string | null;
  name: string | null;
}
