import { expect, test } from "vitest";
import { decodeWorkKey, encodeWorkKey } from "./work-key.ts";

const subject = (...ids: string[]) => ({ kind: "unclear", source: "asset", ids }) as const;

test("a key of plain ids reads as it is", () => {
  expect(encodeWorkKey(subject("biz_1", "lni-2"))).toBe("unclear:asset:biz_1:lni-2");
});

test.each(["", "a:b", "a/b", "..", "~61", "ä", "a b", "%41", "\u{1F600}", "\ufeffa", "line\nbreak"])(
  "the id %j comes back, as one path segment",
  (id) => {
    const key = encodeWorkKey(subject(id));
    expect(key).toMatch(/^[\w:~-]+$/);
    expect(decodeWorkKey(key)).toEqual(subject(id));
  },
);

test.each([
  "",
  "unclear",
  "unclear:asset",
  "nonsense:asset:biz_1",
  "toString:asset:biz_1",
  "unclear:As et:biz_1",
  "tasks_open:asset:biz_1:more",
  "unclear:asset:a:b:c:d",
  "unclear:asset:~6",
  "unclear:asset:~61",
  "unclear:asset:~ff",
  "unclear:asset:~C3A4",
  "unclear:asset:a b",
  `unclear:asset:${"a".repeat(9_000)}`,
])("%j is no key", (text) => {
  expect(decodeWorkKey(text)).toBeNull();
});
