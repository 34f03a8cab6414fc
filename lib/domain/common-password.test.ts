import { describe, expect, test } from "vitest";
import { passwordProblem } from "./password-policy.ts";

const OWN = ["grace.hopper@example.test", "Grace Hopper"];

describe("passwords that a guesser tries first are refused", () => {
  test.each([
    "passwordpassword",
    "Password1234!",
    "P@ssw0rd1234",
    "123456789012",
    "qwertyuiop123",
    "1q2w3e4r5t6y",
    "aaaaaaaaaaaa",
    "abcabcabcabc",
    "signalbox2026!",
    "Grace.Hopper1",
    "hoppergrace99",
    "letmein12345",
    "administrator1",
    "zxcvbnm,./123",
    "welcome2026!!",
    "abcdefghijkl",
  ])("%s", (password) => {
    expect(passwordProblem(password, OWN)).toBe("common");
  });
});

describe("passwords with something of their own pass", () => {
  test.each([
    "correct horse battery staple",
    "Tr0ub4dor&3 sings",
    "kX9#vLq2!mZp",
    "signalbox-wharf-lantern",
    "été à la plage 1987",
    "😀😀🎈🐢🚲🍇🌵🎻🦊🧭🪁🛶",
  ])("%s", (password) => {
    expect(passwordProblem(password, OWN)).toBeNull();
  });
});

describe("A13: length is counted in characters and never cut", () => {
  const emoji = [..."😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗"];
  const of = (count: number) =>
    Array.from({ length: count }, (_, at) => emoji[(at * 7 + at ** 2) % emoji.length]).join("");

  test.each([
    [of(128), null],
    [of(129), "too_long"],
    ["kX9#vLq2!mZ", "too_short"],
    ["kX9#vLq2!m\u0000Zp", "nul"],
    ["kX9#vLq2!mZp".repeat(11), "too_long"],
  ])("%#", (password, problem) => {
    expect(passwordProblem(password, [])).toBe(problem);
  });
});
