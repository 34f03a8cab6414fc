import { expect, test } from "vitest";
import { checkTemplate, fillTemplate, KIND_PLACEHOLDERS, LINK_KINDS } from "./link-template.ts";

test.each([
  "https://admin.example.com/b/{businessId}",
  "https://admin.example.com:8443/find?ext={externalId}#{businessId}",
  "https://example.com/{businessId}/{businessId}",
  "https://example.com/status",
])("a template is taken: %s", (template) => {
  expect(checkTemplate(template, "business")).toEqual({ kind: "ok" });
});

test.each([
  ["http://admin.example.com/{businessId}", "https://"],
  ["http://localhost/{businessId}", "https://"],
  ["javascript:alert({businessId})", "https://"],
  ["//example.com/{businessId}", "https://"],
  ["https://{businessId}.example.com/", "host"],
  ["https://example.com:{businessId}/", "host"],
  ["https://user:pass@example.com/{businessId}", "password"],
  ["https://{businessId}@example.com/", "host"],
  ["https://example.com/{business}", "There is no placeholder {business}"],
  ["https://example.com/{}", "There is no placeholder {}"],
  ["https://example.com/{accountId}", "A link for a business has no {accountId}"],
  ["https://example.com/{{businessId}}", "one name in braces"],
  ["https://example.com/{businessId", "one name in braces"],
  ["https://example.com/a b", "space"],
  ["https://example.com\\@evil.test/{businessId}", "backslash"],
  ["https://exam\tple.com/", "control character"],
  ["https:///{businessId}", "https://"],
  ["https://exa mple/", "space"],
  ["https://a..b:99999/", "not a web address"],
])("a template is refused with the reason: %s", (template, reason) => {
  expect(checkTemplate(template, "business")).toMatchObject({
    kind: "refused",
    field: "template",
    message: expect.stringContaining(reason),
  });
});

test("every value is percent-encoded", () => {
  const ids = { businessId: "biz/1?x=&#%2e", externalId: "Ä é" };
  expect(fillTemplate("https://example.com/{businessId}?e={externalId}", ids)).toBe(
    "https://example.com/biz%2F1%3Fx%3D%26%23%252e?e=%C3%84%20%C3%A9",
  );
  expect(fillTemplate("https://example.com/{businessId}", { businessId: "$&" })).toBe("https://example.com/%24%26");
});

test.each([undefined, null, "", ".", "..", "\ud800"])("no link is made of the id %j", (businessId) => {
  expect(fillTemplate("https://example.com/{businessId}/edit", { businessId })).toBeNull();
});

test("whatever the values are, host and path depth stay", () => {
  for (const businessId of ["@evil.test", "//evil.test", "..%2f..", "a\\b", "\n", ":80", "{userId}", "..."]) {
    const filled = fillTemplate("https://example.com/a/{businessId}/b", { businessId, userId: "u" });
    if (filled === null) continue;
    const url = new URL(filled);
    expect([url.host, url.pathname.split("/").length, url.pathname.endsWith("/b")]).toEqual(["example.com", 4, true]);
  }
});

test("every placeholder of a kind is one that its links can be filled with", () => {
  for (const kind of LINK_KINDS) {
    const names = KIND_PLACEHOLDERS[kind];
    const template = `https://example.com/${names.map((name) => `{${name}}`).join("/")}`;
    expect(checkTemplate(template, kind)).toEqual({ kind: "ok" });
    const ids = Object.fromEntries(names.map((name) => [name, name]));
    expect(fillTemplate(template, ids)).toBe(`https://example.com/${names.join("/")}`);
  }
});
