import { describe, expect, test } from "vitest";
import type { JsonNode } from "./json-node.ts";
import { readProviderTime } from "./provider-time.ts";

const receivedAt = new Date("2026-01-15T10:30:00Z");

function timeOf(written: string | number | null) {
  return readProviderTime(nodeOf(written), receivedAt);
}

function nodeOf(written: string | number | null): JsonNode | undefined {
  if (written === null) return undefined;
  return typeof written === "string" ? { kind: "string", value: written } : { kind: "number", lexeme: String(written) };
}

describe("times are read to the microsecond, in UTC", () => {
  test.each([
    ["2026-01-15T10:30:00Z", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15t10:30:00z", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15 10:30:00.123456+00:00", "2026-01-15T10:30:00.123456Z"],
    ["2026-01-15T10:30:00", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15T10:30:00.678901", "2026-01-15T10:30:00.678901Z"],
    ["2026-01-15 10:30:00 UTC", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15T10:30Z", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15T16:00:00.5+05:30", "2026-01-15T10:30:00.500000Z"],
    ["2026-01-15T05:30:00-0500", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15T05:30:00-05", "2026-01-15T10:30:00.000000Z"],
    ["2026-01-15T10:30:00.999999999Z", "2026-01-15T10:30:00.999999Z"],
    ["2026-01-14T24:00:00Z", "2026-01-15T00:00:00.000000Z"],
    ["2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"],
    ["2017-01-01T05:29:60+05:30", "2017-01-01T00:00:00.000000Z"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000000Z"],
    ["9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"],
    ["1736937000", "2025-01-15T10:30:00.000000Z"],
    [1736937000, "2025-01-15T10:30:00.000000Z"],
    [1736937000.25, "2025-01-15T10:30:00.250000Z"],
    [1736937000123, "2025-01-15T10:30:00.123000Z"],
    ["1736937000123.456", "2025-01-15T10:30:00.123456Z"],
    [0, "1970-01-01T00:00:00.000000Z"],
  ])("%j is %s", (written, at) => {
    expect(timeOf(written)).toMatchObject({ at, text: String(written) });
  });

  test.each(["America/New_York", "Asia/Kolkata"])("a naive time means UTC also where the machine is in %s", (zone) => {
    const before = process.env.TZ;
    process.env.TZ = zone;
    try {
      expect(timeOf("2026-01-01T00:00:00").at).toBe("2026-01-01T00:00:00.000000Z");
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });
});

describe("what is no time is kept as text and flagged", () => {
  test.each([
    "<current timestamp in UTC>",
    "",
    "2026-01-15",
    "2026-02-30T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-01-15T25:00:00Z",
    "2026-01-15T24:00:01Z",
    "2026-01-15T10:60:00Z",
    "2026-01-15T10:30:60Z",
    "2026-01-15T10:30:61Z",
    "2026-01-15T10:30:00.1234567890Z",
    "2026-01-15T10:30:00+24:00",
    "294277-01-01T00:00:00Z",
    "+294277-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    "20260115",
    "2026",
    -1,
    1e21,
    99999999999999,
  ])("%j", (written) => {
    expect(timeOf(written)).toEqual({ at: null, text: String(written), flags: ["no_time"] });
  });

  test("an absent time", () => {
    expect(timeOf(null)).toEqual({ at: null, text: null, flags: ["no_time"] });
  });

  test("a time that is an object has no text", () => {
    expect(readProviderTime({ kind: "object", members: [], hasDuplicates: false }, receivedAt)).toEqual({
      at: null,
      text: null,
      flags: ["no_time"],
    });
  });

  test("a long text is cut and made safe for PostgreSQL", () => {
    const { text } = timeOf(`${"x".repeat(198)}\u0000\ud83d\ude00`);
    expect(text).toBe(`${"x".repeat(198)}\u2400\ufffd`);
  });
});

describe("R58: the clock of the sender is judged by arrival", () => {
  test.each([
    ["2026-01-15T10:32:00Z", []],
    ["2026-01-15T10:32:00.000001Z", ["future_time"]],
    ["2026-01-15T10:32:00.001Z", ["future_time"]],
    ["9999-12-31T00:00:00Z", ["future_time"]],
    ["2026-01-14T10:30:00Z", []],
    ["2026-01-14T10:29:59.999Z", ["late"]],
    ["1970-01-01T00:00:00Z", ["late"]],
  ])("%s carries %j", (written, flags) => {
    expect(timeOf(written).flags).toEqual(flags);
  });
});
