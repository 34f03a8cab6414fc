import { describe, expect, test } from "vitest";
import { checkSharedHeaders } from "./shared-header.ts";

const NAME = "X-Asset-Signature";
const required = [
  { name: NAME, value: "the new value" },
  { name: NAME.toLowerCase(), value: "the old value" },
];
const missing = { kind: "rejected", cause: "missing_shared_header" };
const wrong = { kind: "rejected", cause: "wrong_shared_header" };
const accepted = { kind: "accepted" };

test("nothing is required where nothing is configured", () => {
  expect(checkSharedHeaders([], [])).toEqual(accepted);
});

describe("R62: a configured header is required", () => {
  test("either value of a rotation is accepted, under a name in any case", () => {
    expect(checkSharedHeaders([["x-asset-signature", "the new value"]], required)).toEqual(accepted);
    expect(checkSharedHeaders([["X-ASSET-SIGNATURE", "the old value"]], required)).toEqual(accepted);
  });

  test("absent or wrong", () => {
    expect(checkSharedHeaders([["asset-signature", "the new value"]], required)).toEqual(missing);
    for (const value of ["", "the new valuE", "the new value ", "the new value, the old value"]) {
      expect(checkSharedHeaders([[NAME, value]], required)).toEqual(wrong);
    }
  });

  test("sent twice it is wrong, as it is where a server joined both", () => {
    const twice = [
      [NAME, "the new value"],
      [NAME, "the new value"],
    ] as const;
    expect(checkSharedHeaders(twice, required)).toEqual(wrong);
    expect(checkSharedHeaders([[NAME, "the new value, the new value"]], required)).toEqual(wrong);
  });

  test("every configured name is required", () => {
    const two = [...required, { name: "authorization", value: "Bearer abc" }];
    expect(checkSharedHeaders([[NAME, "the new value"]], two)).toEqual(missing);
    const both = [
      [NAME, "the new value"],
      ["Authorization", "Bearer abc"],
    ] as const;
    expect(checkSharedHeaders(both, two)).toEqual(accepted);
  });

  test("an empty configured value accepts nothing", () => {
    expect(checkSharedHeaders([[NAME, ""]], [{ name: NAME, value: "" }])).toEqual(wrong);
  });

  test("a value beyond ASCII is compared by its bytes", () => {
    const onTheWire = Buffer.from("schlüssel", "utf8").toString("latin1");
    expect(checkSharedHeaders([[NAME, onTheWire]], [{ name: NAME, value: "schlüssel" }])).toEqual(accepted);
  });
});
