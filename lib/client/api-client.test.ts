import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ApiClient, createApiClient } from "./api-client.ts";
import { ApiError } from "./api-error.ts";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let server: Server;
let client: ApiClient;
let baseUrl: string;
let answer: { status: number; body: string };
let seen: Seen;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += String(chunk);
    });
    request.on("end", () => {
      seen = { method: request.method, url: request.url, headers: request.headers, body };
      response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = createApiClient({ baseUrl, apiKey: "sbx_key" });
});
afterAll(() => server.close());

test("a request carries what the server asks of browsers and of scripts", async () => {
  answer = { status: 201, body: '{"id":"1"}' };
  expect(await client.post<{ id: string }>("/sources", { name: "Asset" })).toEqual({ id: "1" });
  expect(seen).toMatchObject({ method: "POST", url: "/api/v1/sources", body: '{"name":"Asset"}' });
  expect(seen.headers).toMatchObject({
    authorization: "Bearer sbx_key",
    "content-type": "application/json",
    "x-requested-by": "console",
  });
});

test("query values are escaped, lists repeated, and what is not given is left out", async () => {
  answer = { status: 200, body: "{}" };
  await client.get("/events", { q: "a&b=ü", limit: 5, flag: ["late", "nul"], cursor: undefined, source: "", to: null });
  expect(seen.url).toBe("/api/v1/events?q=a%26b%3D%C3%BC&limit=5&flag=late&flag=nul");
});

test("a refusal is an ApiError with what the server said", async () => {
  const error = {
    code: "refused",
    message: "Not like this.",
    requestId: "r1",
    issues: [{ path: "name", message: "No." }],
  };
  answer = { status: 422, body: JSON.stringify({ error }) };
  const refusal = await client.patch("/sources/asset", {}).catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(ApiError);
  expect(refusal).toMatchObject({ status: 422, ...error });
});

test("an answer from something in between says its status", async () => {
  answer = { status: 502, body: "<html>Bad gateway</html>" };
  await expect(client.get("/events")).rejects.toMatchObject({ status: 502, code: "unexpected_answer" });
});

test("no answer at all is an ApiError too", async () => {
  const nowhere = createApiClient({ baseUrl: "http://127.0.0.1:1" });
  await expect(nowhere.get("/events")).rejects.toMatchObject({ status: 0, code: "unreachable" });
});

test("204 is nothing", async () => {
  answer = { status: 204, body: "" };
  expect(await client.delete("/api-keys/1")).toBeUndefined();
});
