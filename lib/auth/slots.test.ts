import { expect, test } from "vitest";
import { Slots } from "./slots.ts";

test("A11: of 500 jobs at once, at most 4 run together, 20 wait, and the others are told at once", async () => {
  const slots = new Slots(4, 20);
  let running = 0;
  let most = 0;
  const job = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  };
  const outcomes = await Promise.all(Array.from({ length: 500 }, () => slots.run(job)));
  expect(most).toBe(4);
  expect(outcomes.filter(({ kind }) => kind === "done")).toHaveLength(24);
  expect(outcomes.filter(({ kind }) => kind === "busy")).toHaveLength(476);
  expect(await slots.run(async () => "free again")).toEqual({ kind: "done", value: "free again" });
});

test("a job that fails gives its place back", async () => {
  const slots = new Slots(1, 0);
  await expect(slots.run(() => Promise.reject(new Error("boom")))).rejects.toThrow("boom");
  expect(await slots.run(async () => 1)).toEqual({ kind: "done", value: 1 });
});
