import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { AppError } from "#lib/domain/app-error.ts";
import { PERMISSIONS, ROLE_PERMISSIONS } from "#lib/domain/permission.ts";
import { testActor } from "#lib/testing/test-actor.ts";
import { grantedByScopes } from "./scopes.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

function filesWith(text: string): string[] {
  const folders = ["app", "bin", "components", "lib"];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  );
  const code = files.filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/generated\//.test(file));
  return code.filter((file) => readFileSync(path.join(ROOT, file), "utf8").includes(text));
}

describe("actors", () => {
  test("are issued by authentication and test factories alone", () => {
    expect(filesWith("Actor.issue(").sort()).toEqual(["lib/auth/authenticate.ts", "lib/testing/test-actor.ts"]);
  });

  test("of the system never act for somebody who sent a request", () => {
    const wrong = filesWith("Actor.system(").filter(
      (file) => !/^bin\/|^lib\/commands\/ensure-|^lib\/testing\//.test(file),
    );
    expect(wrong).toEqual([]);
  });

  test("refuse what their role does not hold", () => {
    expect(() => testActor("viewer").require("replay:start")).toThrow(AppError);
    expect(() => testActor("operator").require("replay:start")).not.toThrow();
    expect(() => testActor("operator").require("destination:write")).toThrow(AppError);
    expect(() => testActor("admin").require("destination:write")).not.toThrow();
  });

  test("of a higher role may do all that a lower one may, and an admin everything", () => {
    expect(ROLE_PERMISSIONS.operator).toEqual(expect.arrayContaining([...ROLE_PERMISSIONS.viewer]));
    expect([...ROLE_PERMISSIONS.admin].sort()).toEqual([...PERMISSIONS].sort());
  });
});

test("a scope that this version does not know grants nothing", () => {
  expect(grantedByScopes(["root", "__proto__", "everything:write"])).toEqual({ role: null, permissions: [] });
});
