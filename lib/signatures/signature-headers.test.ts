import { describe, expect, test } from "vitest";
import { createRsaSigner } from "#lib/testing/rsa-signer.ts";
import type { HeaderPairs } from "./request-headers.ts";
import { readSignatureHeaders } from "./signature-headers.ts";

const ID = "0f6f6c1e-6f0b-4a53-9a3b-2f9f4c4d1a77";
const NAMES = { id: "asset-id", signature: "asset-signature" };

describe("the two headers", () => {
  const signature = createRsaSigner().sign(ID, "{}");
  const standardAlphabet = Buffer.from(signature, "base64url").toString("base64");

  function read(...headers: HeaderPairs) {
    const result = readSignatureHeaders(headers, NAMES);
    return result.kind === "rejected" ? result.cause : result.signature.toString("base64url");
  }

  test("R11: names in any case", () => {
    expect(read(["ASSET-ID", ID], ["aSsEt-SiGnAtUrE", signature])).toBe(signature);
  });

  test("R13: padded, and in the standard alphabet", () => {
    expect(standardAlphabet).toMatch(/=$/);
    expect(read(["asset-id", ID], ["asset-signature", `${signature}==`])).toBe(signature);
    expect(read(["asset-id", ID], ["asset-signature", standardAlphabet])).toBe(signature);
  });

  test("R10: a repeated header, also when a server joined it, is refused", () => {
    const signed = ["asset-signature", signature] as const;
    expect(read(["asset-id", ID], ["Asset-Id", ID], signed)).toBe("duplicate_header");
    expect(read(["asset-id", `${ID}, other`], signed)).toBe("duplicate_header");
    expect(read(["asset-id", ID], signed, signed)).toBe("duplicate_header");
  });

  test("a missing header", () => {
    expect(read(["asset-signature", signature])).toBe("missing_id");
    expect(read(["asset-id", ID], ["x-asset-signature", signature])).toBe("missing_signature");
  });

  test.each(["", " ", "a b", "é", "a\u007f", "x".repeat(201)])("the id %j is malformed", (id) => {
    expect(read(["asset-id", id], ["asset-signature", signature])).toBe("malformed_id");
  });

  test("an id may be any 200 visible characters", () => {
    expect(read(["asset-id", `~!.${"x".repeat(197)}`], ["asset-signature", signature])).toBe(signature);
  });

  test.each([
    ["a trailing mark", `${signature}!`],
    ["a blank inside", `${signature.slice(0, 100)} ${signature.slice(100)}`],
    ["three paddings", `${signature}===`],
    ["too short", "A".repeat(100)],
    ["both alphabets", `${"A".repeat(340)}-+`],
    ["nothing", ""],
    ["ten megabytes", Buffer.alloc(10 * 1024 * 1024, "A").toString("latin1")],
  ])("R14: %s is malformed and costs less than 5 ms", (_, bad) => {
    const start = process.cpuUsage();
    expect(read(["asset-id", ID], ["asset-signature", bad])).toBe("malformed_signature");
    const { user, system } = process.cpuUsage(start);
    expect(user + system).toBeLessThan(5000);
  });
});
