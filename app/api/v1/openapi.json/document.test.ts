import { readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildDocument, OPERATIONS } from "./document.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"];

/** Every handler that exists, as `get /events/{id}`; the one for all other paths is no operation. */
async function findHandlers(): Promise<string[]> {
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
    (file) => path.basename(file) === "route.ts",
  );
  const found: string[] = [];
  for (const file of files.filter((file) => !file.startsWith("[["))) {
    const module: Record<string, unknown> = await import(path.join(ROOT, file));
    const route = `/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    found.push(...METHODS.filter((method) => method in module).map((method) => `${method.toLowerCase()} ${route}`));
  }
  return found.sort();
}

test("the document describes every handler, and nothing that has no handler", { timeout: 60_000 }, async () => {
  const described = OPERATIONS.map((operation) => `${operation.method} ${operation.path}`).sort();
  expect(described).toEqual(await findHandlers());
});

test("no operation is described twice", () => {
  const described = OPERATIONS.map((operation) => `${operation.method} ${operation.path}`);
  expect(new Set(described).size).toBe(described.length);
});

test("parameters, bodies and answers come out of the schemas", () => {
  const text = JSON.stringify(buildDocument());
  const { paths, components } = JSON.parse(text);
  const names = paths["/api/v1/events"].get.parameters.map((parameter: { name: string }) => parameter.name);
  expect(names).toEqual(
    expect.arrayContaining(["source", "delivery", "q", "path", "value", "order", "limit", "cursor"]),
  );
  expect(paths["/api/v1/sources"].post.requestBody.required).toBe(true);
  expect(paths["/api/v1/events/{id}"].get.parameters[0]).toMatchObject({ name: "id", in: "path", required: true });
  expect(components.schemas.Event.properties.verification.required).toContain("via");
  expect(paths["/api/v1/events"].get.responses["401"].content["application/json"].schema.$ref).toContain("Error");
});
