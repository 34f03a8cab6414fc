export type WebhookPath =
  | { kind: "webhook"; slug: string }
  | { kind: "health"; probe: "live" | "ready" }
  | { kind: "other" };

const WEBHOOK = /^\/api\/webhooks\/([^/]+)\/?$/;
const HEALTH = /^\/api\/health\/(live|ready)$/;

/** Reads a request target. Repeated slashes count as one; nothing is percent-decoded, as slugs never need it. */
export function readWebhookPath(target: string): WebhookPath {
  const path = pathOf(target).replaceAll(/\/{2,}/g, "/");
  const slug = WEBHOOK.exec(path)?.[1];
  if (slug !== undefined) return { kind: "webhook", slug };
  const probe = HEALTH.exec(path)?.[1];
  return probe === "live" || probe === "ready" ? { kind: "health", probe } : { kind: "other" };
}

/** The path of an origin-form or absolute-form target, without its query. */
function pathOf(target: string): string {
  const withoutQuery = target.split(/[?#]/, 1)[0] ?? "";
  return withoutQuery.startsWith("/") ? withoutQuery : withoutQuery.replace(/^https?:\/\/[^/]*/i, "");
}
