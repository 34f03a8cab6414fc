import { expect, test } from "vitest";
import { diffHeaders } from "./diff-headers.ts";

test("names are compared without regard to case, and only what differs is listed", () => {
  const before: [string, string][] = [
    ["Server", "nginx"],
    ["X-Request", "1"],
    ["via", "a"],
  ];
  const after: [string, string][] = [
    ["server", "nginx"],
    ["x-request", "2"],
    ["retry-after", "30"],
  ];
  expect(diffHeaders(before, after)).toEqual({
    differences: [
      { name: "retry-after", before: null, after: "30" },
      { name: "via", before: "a", after: null },
      { name: "x-request", before: "1", after: "2" },
    ],
    alike: 1,
  });
});

test("a header that is sent twice differs from one sent once", () => {
  expect(
    diffHeaders(
      [["a", "1"]],
      [
        ["a", "1"],
        ["A", "2"],
      ],
    ).differences,
  ).toEqual([{ name: "a", before: "1", after: "1, 2" }]);
});
