import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { VERIFY_SNIPPETS } from "./verify-snippets.ts";

const run = promisify(execFile);

const PROBE = `.listen(0, "127.0.0.1", async function () {
  const url = "http://127.0.0.1:" + this.address().port;
  const sentAt = new Date();
  const signature = webhook.sign("msg_1", sentAt, "{}");
  const stamp = String(Math.floor(sentAt.getTime() / 1000));
  const headers = { "webhook-id": "msg_1", "webhook-timestamp": stamp, "webhook-signature": signature };
  const statusOf = async (init) => (await fetch(url, { method: "POST", ...init })).status;
  console.log(await statusOf({ headers, body: "{}" }), await statusOf({ headers, body: "{ }" }), await statusOf({ body: "{}" }));
  process.exit(0);
})`;

test("the Node example accepts what is signed and refuses what was changed or carries no signature", async () => {
  const code = VERIFY_SNIPPETS.find(({ value }) => value === "node")?.code ?? "";
  const secret = `whsec_${Buffer.from("a signing secret of good length!").toString("base64")}`;
  const program = `const keepOnce = async () => {};\n${code.replace(".listen(8080)", PROBE)}`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, SIGNALBOX_SIGNING_SECRET: secret },
  });
  expect(stdout.trim()).toBe("204 401 401");
});
