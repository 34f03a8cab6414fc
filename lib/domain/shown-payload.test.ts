import { expect, test } from "vitest";
import { shownPayload } from "./shown-payload.ts";

test("path and query of a webhookURL are masked, and everything else keeps its exact text", () => {
  const text = '{ "n":1.10, "webhookURL" : "https://hooks.example/t/s3cret?k=1","big":9007199254740993,"e":1e400}';
  expect(shownPayload(text)).toBe(
    '{ "n":1.10, "webhookURL" : "https://hooks.example/[masked]","big":9007199254740993,"e":1e400}',
  );
});

test.each([
  ['{"a":{"webhookUrl":"https://h.example/x"}}', '{"a":{"webhookUrl":"https://h.example/[masked]"}}'],
  ['{"webhook\\u0055RL":"https://h.example/x"}', '{"webhook\\u0055RL":"https://h.example/[masked]"}'],
  ['{"webhookURL":"https://user:pass@h.example/x"}', '{"webhookURL":"https://h.example/[masked]"}'],
  ['{"webhookURL":"s3cret"}', '{"webhookURL":"[masked]"}'],
  ['{"webhookURL":"https://h.example/x?cut', '{"webhookURL":"https://h.example/[masked]"'],
  ['{"webhookURL":null,"x":"y"}', '{"webhookURL":null,"x":"y"}'],
])("wherever it stands: %s", (text, shown) => {
  expect(shownPayload(text)).toBe(shown);
});

test("a text that only speaks of webhookURL is left alone", () => {
  const text = '{"note":"\\"webhookURL\\":\\"https://h.example/x\\""}';
  expect(shownPayload(text)).toBe(text);
  expect(shownPayload("webhookURL=x")).toBe("webhookURL=x");
});
