import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { damagedBytes, jsonObjectText, jsonText } from "#lib/testing/json-arbitraries.ts";
import { isPythonHere, PythonProcess } from "#lib/testing/python-process.ts";
import { canonicalisePythonJson } from "./python-json.ts";

const BATCH = 40;

function textOf(body: Buffer): string | null {
  const result = canonicalisePythonJson(body);
  return result.kind === "canonical" ? result.text : null;
}

const bytesOf = (text: string) => Buffer.from(text, "utf8");

describe.skipIf(!isPythonHere)("the CPython on this machine", () => {
  let python: PythonProcess;
  beforeAll(() => {
    python = new PythonProcess();
  });
  afterAll(() => python.stop());

  async function expectAgreement(bodies: readonly Buffer[]): Promise<number> {
    const theirs = await python.dumps(bodies);
    const ours = bodies.map((body) => textOf(body));
    const differs = ours.findIndex((text, index) => text !== theirs[index]);
    const sent = bodies[differs]?.toString("latin1");
    expect({ sent, text: ours[differs] }).toEqual({ sent, text: theirs[differs] });
    return ours.filter((text) => text !== null).length;
  }

  test.each([
    ["JSON", jsonText.map(bytesOf), 300],
    ["objects", jsonObjectText.map(bytesOf), 200],
    ["damaged bytes", damagedBytes(jsonText), 300],
  ] as const)("writes the same texts as we do and refuses the same ones: %s", async (_, body, numRuns) => {
    let read = 0;
    const several = fc.array(body, { maxLength: BATCH, size: "max" });
    await fc.assert(
      fc.asyncProperty(several, async (bodies) => {
        read += await expectAgreement(bodies);
      }),
      { numRuns },
    );
    expect(read).toBeGreaterThan(100);
  });
});
