import { TEST_CONSOLE_URL } from "./test-console.ts";

interface ConsoleRequest {
  method?: string;
  cookie?: string;
  apiKey?: string;
  body?: unknown;
  /** Instead of what a browser on a page of ours sends; an empty value leaves a header out. */
  headers?: Record<string, string>;
}

/** A request to the console's API as our own pages send it, or with a key as a script does. */
export function consoleRequest(path: string, given: ConsoleRequest = {}): Request {
  const { method = given.body === undefined ? "GET" : "POST", cookie, apiKey, body } = given;
  const headers = new Headers({ "content-type": "application/json" });
  if (cookie !== undefined) {
    headers.set("cookie", cookie);
    headers.set("sec-fetch-site", "same-origin");
    headers.set("x-requested-by", "console");
  }
  if (apiKey !== undefined) headers.set("authorization", `Bearer ${apiKey}`);
  for (const [name, value] of Object.entries(given.headers ?? {})) {
    if (value === "") headers.delete(name);
    else headers.set(name, value);
  }
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return new Request(`${TEST_CONSOLE_URL}${path}`, { method, headers, ...(body === undefined ? {} : { body: text }) });
}
