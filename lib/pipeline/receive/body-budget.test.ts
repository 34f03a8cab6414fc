import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { BodyBudget } from "./body-budget.ts";
import { BodyBuffer } from "./body-buffer.ts";

const CAP = 262_144;
const MIB = 1024 * 1024;

function arriving(budget: BodyBudget, bytes: number): { body: BodyBuffer; isShed: () => boolean } {
  const body = new BodyBuffer(budget, CAP);
  let isShed = false;
  const isOpen = body.open(() => {
    isShed = true;
    body.release();
  });
  expect(isOpen).toBe(true);
  expect(body.append(Buffer.alloc(bytes, "x"), CAP)).toBeNull();
  return { body, isShed: () => isShed };
}

test("fragments come out as the bytes that went in, in order", () => {
  const body = new BodyBuffer(new BodyBudget(), null);
  body.open(() => undefined);
  const sent = Array.from({ length: 1500 }, (_, at) => Buffer.from(`${at},`));
  for (const fragment of sent) expect(body.append(fragment, CAP)).toBeNull();
  expect(body.whole()).toEqual(Buffer.concat(sent));
});

test("a body that comes whole is not copied", () => {
  const body = new BodyBuffer(new BodyBudget(), 5);
  body.open(() => undefined);
  const bytes = Buffer.from("whole");
  expect(body.append(bytes, CAP)).toBeNull();
  expect(body.whole().buffer).toBe(bytes.buffer);
});

test("a body is refused beyond its cap, and beyond a number of pieces that no sender makes", () => {
  const long = new BodyBuffer(new BodyBudget(), null);
  long.open(() => undefined);
  expect(long.append(Buffer.alloc(CAP), CAP)).toBeNull();
  expect(long.append(Buffer.alloc(1), CAP)).toBe("too_large");
  const torn = new BodyBuffer(new BodyBudget(), null);
  torn.open(() => undefined);
  const answers = Array.from({ length: 3000 }, () => torn.append(Buffer.alloc(1), CAP));
  expect(answers.at(1000)).toBeNull();
  expect(answers.at(-1)).toBe("too_fragmented");
});

test("when memory runs out the slowest body gives way to the newest", async () => {
  const budget = new BodyBudget(MIB);
  const slow = arriving(budget, 1000);
  const quick = arriving(budget, 250_000);
  await delay(20);
  const others = [arriving(budget, 250_000), arriving(budget, 250_000), arriving(budget, 250_000)];
  const newest = arriving(budget, 250_000);
  expect([slow.isShed(), newest.isShed()]).toEqual([true, false]);
  expect([quick, ...others].filter(({ isShed }) => isShed())).toHaveLength(1);
});

test("whole bodies that wait for their answer keep their memory, and a further one is turned away", () => {
  const budget = new BodyBudget(MIB);
  const whole = Array.from({ length: 4 }, () => {
    const { body } = arriving(budget, 240_000);
    body.settle();
    return body;
  });
  const further = new BodyBuffer(budget, CAP);
  further.open(() => undefined);
  expect(further.append(Buffer.alloc(260_000), CAP)).toBe("shed");
  for (const body of whole) body.release();
  expect(further.append(Buffer.alloc(260_000), CAP)).toBeNull();
});
