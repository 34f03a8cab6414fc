import { handleNextAuth } from "#lib/auth/handle-next-auth.ts";
import { consoleRequest } from "./console-request.ts";
import { TEST_PASSWORD } from "./test-console.ts";

interface SignInForm {
  email: string;
  password?: string;
  callbackUrl?: string;
  /** What the browser holds from before. */
  cookie?: string;
  headers?: Record<string, string>;
}

/** Signs in as the sign-in page does, with next-auth's double-submitted token. */
export async function submitSignIn(form: SignInForm): Promise<Response> {
  const { csrfToken, csrfCookie } = await fetchCsrf();
  const cookie = form.cookie === undefined ? csrfCookie : `${form.cookie}; ${csrfCookie}`;
  const { email, password = TEST_PASSWORD, callbackUrl = "/" } = form;
  return post(["callback", "credentials"], { csrfToken, email, password, callbackUrl }, { cookie, ...form.headers });
}

export async function submitSignOut(cookie: string): Promise<Response> {
  const { csrfToken, csrfCookie } = await fetchCsrf();
  return post(["signout"], { csrfToken }, { cookie: `${cookie}; ${csrfCookie}` });
}

/** A Cookie header with everything that the answer set. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** The Set-Cookie value that carries a session, if there is one. */
export function sessionCookieOf(response: Response): string | undefined {
  return response.headers.getSetCookie().find((cookie) => /session-token=[^;]/.test(cookie));
}

async function fetchCsrf(): Promise<{ csrfToken: string; csrfCookie: string }> {
  const response = await handleNextAuth(consoleRequest("/api/auth/csrf"), ["csrf"]);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { csrfToken, csrfCookie: cookiesOf(response) };
}

function post(path: string[], fields: Record<string, string>, headers: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ...fields, json: "true" }).toString();
  const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
  return handleNextAuth(consoleRequest(`/api/auth/${path.join("/")}`, { body, headers: form }), path);
}
