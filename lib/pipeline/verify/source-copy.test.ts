import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "#lib/platform/ids.ts";
import { createLog } from "#lib/platform/log.ts";
import { type SourceCopy, SourceCopyFile } from "./source-copy.ts";

const log = createLog("receiver", { level: "silent" });
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-copy-"));
  file = path.join(folder, "spool", "sources.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function copy(slug: string): SourceCopy {
  return {
    sources: [
      {
        id: newId(),
        slug,
        provider: "asset",
        environment: "production",
        status: "enabled",
        simulated: false,
        jwksUrl: "https://keys.example.com/jwks.json",
        pastedJwks: null,
        secrets: [{ id: newId(), kind: "signing", label: "main", headerName: null, ciphertext: "v1.sealed" }],
        keySet: { document: { keys: [] }, fetchedAt: "2026-01-01T00:00:00.000Z", leaving: [], distrusted: [] },
      },
    ],
    clockOffsetMs: -1200,
    canary: "v1.sealed",
  };
}

test("what was written is read, also by another process, and by its owner alone", async () => {
  const written = copy("asset");
  await new SourceCopyFile(file, log).write(written);
  expect(await new SourceCopyFile(file, log).read()).toMatchObject(written);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("the last of many writes stays, and what did not change is not written again", async () => {
  const copies = new SourceCopyFile(file, log);
  const last = copy("last");
  await Promise.all([copies.write(copy("first")), copies.write(copy("second")), copies.write(last)]);
  expect(await copies.read()).toMatchObject(last);
  const { ino } = statSync(file);
  await copies.write(last);
  expect(statSync(file).ino).toBe(ino);
});

test.each(["", "{", "[]", '{"version":2}', '{"version":1,"sources":[{}],"clockOffsetMs":0,"canary":null}'])(
  "a copy that holds %j is as good as none, and is replaced",
  async (text) => {
    const copies = new SourceCopyFile(file, log);
    await copies.write(copy("asset"));
    writeFileSync(file, text);
    const later = new SourceCopyFile(file, log);
    expect(await later.read()).toBeNull();
    await later.write(copy("asset"));
    expect(JSON.parse(readFileSync(file, "utf8")).version).toBe(1);
  },
);

test("a folder that cannot be written costs nothing but the copy", async () => {
  writeFileSync(path.join(folder, "spool"), "a file where the folder should be");
  const copies = new SourceCopyFile(file, log);
  await expect(copies.write(copy("asset"))).resolves.toBeUndefined();
  expect(await copies.read()).toBeNull();
});

test("what a killed process left half-written is removed, what another is writing is not", async () => {
  const copies = new SourceCopyFile(file, log);
  await copies.write(copy("asset"));
  const old = new Date(Date.now() - 3_600_000);
  writeFileSync(`${file}.111`, "{");
  utimesSync(`${file}.111`, old, old);
  writeFileSync(`${file}.222`, "{");
  await copies.read();
  expect(readdirSync(path.dirname(file)).sort()).toEqual(["sources.json", "sources.json.222"]);
});
