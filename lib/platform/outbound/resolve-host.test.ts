import { expect, test } from "vitest";
import { type ResolvedAddress, resolveHost, sharePending, systemResolver } from "./resolve-host.ts";

test("a literal address is its own answer, and nobody is asked", async () => {
  const nobody = () => Promise.reject(new Error("must not be asked"));
  expect(await resolveHost("127.0.0.1", nobody)).toEqual([{ address: "127.0.0.1", family: 4 }]);
  expect(await resolveHost("[fd00::1]", nobody)).toEqual([{ address: "fd00::1", family: 6 }]);
});

test("the system's resolver knows this machine", async () => {
  expect(await resolveHost("localhost", systemResolver)).toContainEqual({ address: "127.0.0.1", family: 4 });
});

test("connections that wait for one name share one question, and later ones ask anew", async () => {
  const asked: string[] = [];
  const answers: ((addresses: ResolvedAddress[]) => void)[] = [];
  const resolver = sharePending((name) => {
    asked.push(name);
    return new Promise((resolve) => answers.push(resolve));
  });
  const first = Array.from({ length: 50 }, () => resolveHost("slow.test", resolver));
  const other = resolveHost("other.test", resolver);
  expect(asked).toEqual(["slow.test", "other.test"]);
  for (const answer of answers) answer([{ address: "9.9.9.9", family: 4 }]);
  expect((await Promise.all([...first, other])).length).toBe(51);
  void resolveHost("slow.test", resolver).catch(() => {});
  expect(asked).toEqual(["slow.test", "other.test", "slow.test"]);
  answers.at(-1)?.([]);
});

test("a failed lookup is nobody's answer afterwards", async () => {
  let isUp = false;
  const resolver = sharePending(async () => {
    if (!isUp) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    return [{ address: "9.9.9.9", family: 4 }];
  });
  await expect(resolveHost("new.test", resolver)).rejects.toMatchObject({ reason: "not_found" });
  isUp = true;
  expect(await resolveHost("new.test", resolver)).toHaveLength(1);
});
