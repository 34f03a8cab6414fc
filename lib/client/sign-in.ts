import * as z from "zod";
import { readApiError } from "./api-error.ts";

export type SignInOutcome = { kind: "signed_in" } | { kind: "refused"; message: string };

/** One text for a wrong password, an unknown address and a pause after many failures: none of them is given away. */
const REFUSED = "That did not work. Check the e-mail address and the password. After several failures, wait a little.";
const UNREACHABLE = "The console cannot be reached. Check your connection and try again.";

const CSRF = z.object({ csrfToken: z.string() });

/** Opens a session; its cookie is set by the answer. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  try {
    const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
    const { csrfToken } = CSRF.parse(await csrf.json());
    const response = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...credentials, csrfToken, json: "true" }),
    });
    if (response.ok) return { kind: "signed_in" };
    // What is wrong here is said as it is; it tells nothing about the account.
    return { kind: "refused", message: response.status >= 500 ? (await readApiError(response)).message : REFUSED };
  } catch (error) {
    if (error instanceof TypeError) return { kind: "refused", message: UNREACHABLE };
    throw error;
  }
}
