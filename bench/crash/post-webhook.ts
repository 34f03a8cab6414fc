import { Agent, request } from "node:http";

interface Post {
  port: number;
  slug: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** Absent for a connection of its own. */
  agent?: Agent | undefined;
}

/** A sender waits no longer than this; the receiver has to answer well before. */
const TIMEOUT_MS = 8000;

/** The status, or the code of what happened instead. */
export function postWebhook({ port, slug, headers, body, agent = new Agent() }: Post): Promise<string> {
  return new Promise((resolve) => {
    const path = `/api/webhooks/${slug}`;
    const all = { ...headers, "content-length": String(body.length) };
    const asked = request({ host: "127.0.0.1", port, agent, method: "POST", path, headers: all }, (response) => {
      response.on("error", () => undefined).resume();
      resolve(String(response.statusCode));
    });
    asked.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.setTimeout(TIMEOUT_MS, () => asked.destroy(Object.assign(new Error("no answer"), { code: "no answer" })));
    asked.end(body);
  });
}
