/** Ends the session on the server, then leaves for the sign-in page. Throws when the session did not end. */
export async function signOut(): Promise<void> {
  const token = await readJson(await fetch("/api/auth/csrf"));
  const response = await fetch("/api/auth/signout", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken: String(token.csrfToken), json: "true" }),
  });
  await readJson(response);
  window.location.assign("/sign-in");
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
