import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { runCli } from "#lib/testing/run-cli.ts";
import { signAbound } from "#lib/testing/test-sources.ts";
import { COMMANDS } from "./commands.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "signalbox-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SECRET = "appSecret_testvector_do_not_use";
const EMPTY = { SIGNALBOX_DATA_DIR: path.join(folder, "nothing") };

test("the help lists every command", async () => {
  const { code, stdout } = await runCli(["--help"]).finished;
  expect(code).toBe(0);
  for (const { name, summary } of COMMANDS) expect(stdout).toContain(`${name.padEnd(16)}  ${summary}`);
});

test.each(COMMANDS.map((entry) => [entry.name, entry]))("%s explains itself, --json included", async (name, entry) => {
  const { help } = await entry.load();
  expect(help).toContain(`npm run cli -- ${name}`);
  expect(help).toContain("--json");
});

test.each([
  [["nonsense"], 'There is no command "nonsense"'],
  [["simulate", "--nope"], "Unknown option '--nope'"],
  [["simulate", "--count", "many"], "--count must be a whole number"],
  [["simulate", "--source", "x"], "--source needs --private-key (as Asset) or --secret (as Abound)"],
  [["replay"], "Say which event id, or which events by a filter."],
  [["replay", "--event", "a", "--type", "B"], "Give either events or a filter."],
  [["replay", "--filter", "type=A", "--type", "B"], '"type" is given twice.'],
  [["replay", "--filter", "nonsense=1"], "nonsense"],
  [["replay", "--from", "yesterday"], "from: must be a time"],
  [["listen"], "--to must be an http or https address"],
  [["operator", "create", "--email", "nobody"], "Enter an e-mail address."],
  [["verify-signature", "--provider", "stripe", "--body", "-"], "--provider must be one of"],
])("a wrong call ends with 2 and says what is wrong: %s", async (args, words) => {
  const { code, stderr } = await runCli(args, EMPTY).finished;
  expect(stderr).toContain(words);
  expect(code).toBe(2);
});

test("without a Signalbox to talk to, a command ends with 1 and says how to get one", async () => {
  const { code, stderr } = await runCli(["simulate"], EMPTY).finished;
  expect(stderr).toContain("start one with npm start");
  expect(code).toBe(1);
});

test("verify-signature reads files and stdin, and its exit code is the verdict", async () => {
  const body = '{"event":"users.updated","userId":"userId_1"}';
  const file = path.join(folder, "body.json");
  writeFileSync(file, body);
  const call = ["verify-signature", "--provider", "abound", "--secret", SECRET];
  const header = ["--header", `Abound-Signature: ${signAbound(SECRET, body)}`];
  const fromFile = await runCli([...call, ...header, "--body", file]).finished;
  expect(fromFile).toMatchObject({ code: 0 });
  expect(fromFile.stdout).toContain("Authentic");
  const fromStdin = await runCli([...call, ...header, "--body", "-", "--json"], {}, `${body} `).finished;
  expect(fromStdin.code).toBe(1);
  expect(JSON.parse(fromStdin.stdout)).toMatchObject({ isAuthentic: false, outcome: { kind: "no_match" } });
});
