import { expect, test } from "vitest";
import { navGroupsFor } from "./nav-items.ts";

const hrefs = (role: string) => navGroupsFor(role).flatMap(({ items }) => items.map(({ href }) => String(href)));

test("the rail shows operators, API keys and the audit log to admins only", () => {
  const adminOnly = ["/operators", "/api-keys", "/audit"];
  expect(hrefs("admin")).toEqual(expect.arrayContaining(adminOnly));
  for (const role of ["viewer", "operator"]) expect(hrefs(role).filter((href) => adminOnly.includes(href))).toEqual([]);
});

test("everyone who is signed in reaches their account, and a role without rights nothing else", () => {
  for (const role of ["viewer", "operator", "admin"]) expect(hrefs(role)).toContain("/account");
  expect(hrefs("")).toEqual(["/account"]);
});
