import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prisma } from "#lib/db/prisma.ts";
import { OPERATOR_ROLES, type OperatorRole } from "#lib/domain/operator-role.ts";
import { consoleRequest } from "#lib/testing/console-request.ts";
import { openTestConsole, type TestConsole } from "#lib/testing/test-console.ts";

/** The least role that each handler serves. A handler that is not here fails the test: decide, then list it. */
const EXPECTED: Record<string, { least: OperatorRole; body?: unknown }> = {
  "GET /api/v1/[[...path]]": { least: "viewer" },
  "POST /api/v1/[[...path]]": { least: "viewer" },
  "PATCH /api/v1/[[...path]]": { least: "viewer" },
  "PUT /api/v1/[[...path]]": { least: "viewer" },
  "DELETE /api/v1/[[...path]]": { least: "viewer" },
  "GET /api/v1/api-keys": { least: "admin" },
  "POST /api/v1/api-keys": { least: "admin" },
  "GET /api/v1/api-keys/[id]": { least: "admin" },
  "DELETE /api/v1/api-keys/[id]": { least: "admin" },
  "GET /api/v1/assignees": { least: "operator" },
  "GET /api/v1/audit": { least: "admin" },
  "GET /api/v1/businesses": { least: "viewer" },
  "GET /api/v1/businesses/[id]": { least: "viewer" },
  "GET /api/v1/businesses/[id]/timeline": { least: "viewer" },
  "GET /api/v1/connections": { least: "viewer" },
  "GET /api/v1/deliveries": { least: "viewer" },
  "GET /api/v1/deliveries/[id]": { least: "viewer" },
  "POST /api/v1/deliveries/[id]/cancel": { least: "operator" },
  "POST /api/v1/deliveries/[id]/redeliver": { least: "operator" },
  "GET /api/v1/destinations": { least: "viewer" },
  "POST /api/v1/destinations": { least: "admin" },
  "GET /api/v1/destinations/[id]": { least: "viewer" },
  "PATCH /api/v1/destinations/[id]": { least: "admin", body: { name: "Ledger" } },
  "DELETE /api/v1/destinations/[id]": { least: "admin" },
  "POST /api/v1/destinations/[id]/probe": { least: "operator" },
  "POST /api/v1/destinations/[id]/rotate-secret": { least: "admin" },
  "DELETE /api/v1/destinations/[id]/secrets/[secretId]": { least: "admin" },
  "POST /api/v1/destinations/[id]/test": { least: "operator" },
  "GET /api/v1/directory": { least: "viewer" },
  "PUT /api/v1/directory": { least: "operator", body: [] },
  "DELETE /api/v1/directory/[id]": { least: "operator" },
  "GET /api/v1/events": { least: "viewer" },
  "GET /api/v1/events/[id]": { least: "viewer" },
  "GET /api/v1/events/[id]/body": { least: "viewer" },
  "POST /api/v1/events/[id]/replay": { least: "operator" },
  "GET /api/v1/link-templates": { least: "viewer" },
  "POST /api/v1/link-templates": { least: "operator" },
  "PATCH /api/v1/link-templates/[id]": { least: "operator", body: { name: "Admin" } },
  "DELETE /api/v1/link-templates/[id]": { least: "operator" },
  "GET /api/v1/notifications": { least: "operator" },
  "PUT /api/v1/notifications": { least: "admin" },
  "DELETE /api/v1/notifications": { least: "admin" },
  "GET /api/v1/notifications/alerts": { least: "operator" },
  "GET /api/v1/notifications/messages": { least: "operator" },
  "POST /api/v1/notifications/test": { least: "admin" },
  "GET /api/v1/metrics": { least: "operator" },
  "GET /api/v1/observations": { least: "viewer" },
  "POST /api/v1/observations": { least: "operator" },
  "GET /api/v1/openapi.json": { least: "viewer" },
  "GET /api/v1/operators": { least: "admin" },
  "POST /api/v1/operators": { least: "admin" },
  "GET /api/v1/operators/[id]": { least: "admin" },
  "PATCH /api/v1/operators/[id]": { least: "admin" },
  "POST /api/v1/operators/[id]/link": { least: "admin" },
  "POST /api/v1/operators/[id]/sign-out": { least: "admin" },
  "GET /api/v1/outages": { least: "viewer" },
  "GET /api/v1/overview": { least: "viewer" },
  "GET /api/v1/projection": { least: "viewer" },
  "GET /api/v1/projection/parked": { least: "viewer" },
  "POST /api/v1/projection/retry": { least: "operator" },
  "GET /api/v1/replays": { least: "viewer" },
  "POST /api/v1/replays": { least: "operator" },
  "GET /api/v1/replays/[id]": { least: "viewer" },
  "POST /api/v1/replays/[id]/cancel": { least: "operator" },
  "POST /api/v1/replays/preview": { least: "operator" },
  "GET /api/v1/requests": { least: "viewer" },
  "GET /api/v1/requests/[id]": { least: "viewer" },
  "POST /api/v1/requests/[id]/reverify": { least: "operator" },
  "POST /api/v1/requests/reverify": { least: "operator" },
  "GET /api/v1/resources": { least: "viewer" },
  "GET /api/v1/search": { least: "viewer" },
  "GET /api/v1/session": { least: "viewer" },
  "DELETE /api/v1/session": { least: "viewer" },
  "POST /api/v1/session/password": { least: "viewer" },
  "GET /api/v1/sources": { least: "viewer" },
  "POST /api/v1/sources": { least: "admin" },
  "GET /api/v1/sources/[slug]": { least: "viewer" },
  "PATCH /api/v1/sources/[slug]": { least: "admin", body: { name: "Asset" } },
  "GET /api/v1/spool": { least: "viewer" },
  "GET /api/v1/stream": { least: "viewer" },
  "GET /api/v1/tasks": { least: "viewer" },
  "GET /api/v1/users": { least: "viewer" },
  "GET /api/v1/users/[id]": { least: "viewer" },
  "GET /api/v1/users/[id]/timeline": { least: "viewer" },
  "GET /api/v1/work": { least: "viewer" },
  "PATCH /api/v1/work/[key]": { least: "operator" },
  "GET /api/v1/work/counts": { least: "viewer" },
};

/** The same handlers with another body, where the body decides who may. */
const ALSO: readonly { route: string; least: OperatorRole; body: unknown }[] = [
  { route: "PATCH /api/v1/destinations/[id]", least: "operator", body: { paused: true } },
  { route: "PATCH /api/v1/sources/[slug]", least: "operator", body: { status: "paused", reason: "maintenance" } },
];

const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"] as const;
const APP = fileURLToPath(new URL("../..", import.meta.url));
const PARAMS = {
  id: "00000000-0000-7000-8000-000000000000",
  slug: "nothing",
  key: "nothing",
  path: "nothing",
  secretId: "00000000-0000-7000-8000-000000000000",
};

type Handler = (request: Request, context: { params?: Promise<Record<string, string>> }) => Promise<Response>;

function filesNamed(name: string, under: string): string[] {
  const entries = readdirSync(path.join(APP, under), { recursive: true, encoding: "utf8" });
  return entries
    .filter((entry) => path.basename(entry) === name)
    .map((entry) => path.join(under, entry))
    .sort();
}

async function loadHandlers(): Promise<Map<string, Handler>> {
  const handlers = new Map<string, Handler>();
  for (const file of filesNamed("route.ts", "api/v1")) {
    const module = (await import(pathToFileURL(path.join(APP, file)).href)) as Record<string, Handler>;
    for (const method of METHODS) {
      const handler = module[method];
      if (handler !== undefined) handlers.set(`${method} /${path.dirname(file)}`, handler);
    }
  }
  return handlers;
}

let console: TestConsole;
let handlers: Map<string, Handler>;

beforeAll(async () => {
  console = await openTestConsole();
  handlers = await loadHandlers();
});
afterAll(() => console.close());

type Caller = { cookie?: string; apiKey?: string };

async function call(route: string, caller: Caller, body: unknown = {}): Promise<Response> {
  const [method = "", template = ""] = route.split(" ");
  const address = template
    .replace("[[...path]]", "nothing")
    .replace(/\[(id|slug|key)\]/g, (_, name: "id" | "slug" | "key") => PARAMS[name]);
  const given = method === "GET" ? { method, ...caller } : { method, ...caller, body };
  const handler = handlers.get(route);
  if (handler === undefined) throw new Error(`${route} is listed here and does not exist`);
  const response = await handler(consoleRequest(address, given), contextOf(template));
  if (response.headers.get("content-type")?.includes("event-stream")) await response.body?.cancel();
  return response;
}

/** As Next hands it over: without params where the path has none. */
function contextOf(template: string): { params?: Promise<Record<string, string>> } {
  return template.includes("[") ? { params: Promise.resolve(PARAMS) } : {};
}

test("A01: every handler under /api/v1 is listed here, and nothing else is", () => {
  expect([...handlers.keys()].sort()).toEqual(Object.keys(EXPECTED).sort());
});

const cases = [...Object.entries(EXPECTED).map(([route, { least, body }]) => ({ route, least, body })), ...ALSO];

describe("A01: without credentials that count, every handler answers 401", () => {
  let callers: [string, Caller][];

  beforeAll(async () => {
    const revoked = await console.createSession(await console.createOperator("admin"));
    await prisma.session.updateMany({ data: { revokedAt: new Date() } });
    const operator = await console.createOperator("admin");
    const disabled = await console.createSession(operator);
    await prisma.operator.update({ where: { id: operator.id }, data: { disabledAt: new Date() } });
    const key = await console.createApiKey("admin");
    await prisma.apiKey.updateMany({ data: { revokedAt: new Date() } });
    callers = [
      ["nobody", {}],
      ["a revoked session", { cookie: revoked }],
      ["a disabled operator", { cookie: disabled }],
      ["a revoked key", { apiKey: key }],
    ];
  });

  test.each(cases)("$route", async ({ route, body }) => {
    for (const [who, caller] of callers) {
      const response = await call(route, caller, body);
      expect(response.status, who).toBe(401);
      expect(Object.keys((await response.json()) as object), who).toEqual(["error"]);
    }
  });
});

describe("A01: a role gets what it may and 403 for the rest", () => {
  test.each(cases)("$route: $least", async ({ route, least, body }) => {
    for (const role of OPERATOR_ROLES) {
      const cookie = await console.createSession(await console.createOperator(role));
      const { status } = await call(route, { cookie }, body);
      const isAllowed = OPERATOR_ROLES.indexOf(role) >= OPERATOR_ROLES.indexOf(least);
      if (isAllowed)
        expect([status === 401 || status === 403, status < 500], `${role}: ${status}`).toEqual([false, true]);
      else expect(status, role).toBe(403);
    }
  });

  test("a key without scopes gets nothing that a permission guards", async () => {
    const apiKey = await console.createApiKey();
    for (const { route, body } of cases.filter(({ least }) => least !== "viewer")) {
      expect((await call(route, { apiKey }, body)).status, route).toBe(403);
    }
  });
});

describe("A17: every handler that changes something refuses other sites", () => {
  test.each(cases.filter(({ route }) => !route.startsWith("GET")))("$route", async ({ route, body }) => {
    const cookie = await console.createSession(await console.createOperator("admin"));
    const [method = "", template = ""] = route.split(" ");
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { "content-type": "text/plain" }, { origin: "null" }]) {
      const request = consoleRequest(template, {
        method,
        cookie,
        body: body ?? {},
        headers: headers as Record<string, string>,
      });
      expect((await handlers.get(route)?.(request, contextOf(template)))?.status).toBe(403);
    }
  });
});

test("every page of the console asks who is there before anything else", () => {
  const pages = filesNamed("page.tsx", "(console)");
  const unguarded = pages.filter(
    (page) => !/await requirePageActor\(/.test(readFileSync(path.join(APP, page), "utf8")),
  );
  expect(unguarded).toEqual([]);
});
