import { expect, test } from "vitest";
import { prometheusText } from "./prometheus-text.ts";

const family = { name: "signalbox_requests_total", type: "counter", help: "Requests." } as const;

test("a family is its help, its type and a line for each sample", () => {
  const samples = [
    { labels: { source: "asset", outcome: "accepted" }, value: 12 },
    { labels: {}, value: 0.25 },
  ];
  expect(prometheusText([{ ...family, samples }])).toBe(
    '# HELP signalbox_requests_total Requests.\n# TYPE signalbox_requests_total counter\nsignalbox_requests_total{source="asset",outcome="accepted"} 12\nsignalbox_requests_total 0.25\n',
  );
});

test.each([
  ['say "hi"', 'say \\"hi\\"'],
  ["back\\slash", "back\\\\slash"],
  ["two\nlines", "two\\nlines"],
  ['"} 99\n# TYPE evil counter\nevil 1', '\\"} 99\\n# TYPE evil counter\\nevil 1'],
  ["half \ud800 of a pair", "half \ufffd of a pair"],
  ["Бухгалтерия {a=1}, b", "Бухгалтерия {a=1}, b"],
])("the name %j stays one value of one label", (name, written) => {
  const text = prometheusText([{ ...family, samples: [{ labels: { name }, value: 1 }] }]);
  expect(text.split("\n")[2]).toBe(`signalbox_requests_total{name="${written}"} 1`);
  expect(text.split("\n")).toHaveLength(4);
});

test("help stays one line", () => {
  const text = prometheusText([{ ...family, help: "a\\b\nc", samples: [] }]);
  expect(text).toBe("# HELP signalbox_requests_total a\\\\b\\nc\n# TYPE signalbox_requests_total counter\n");
});

test("numbers that are none are written as the format names them", () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e21, 0];
  const text = prometheusText([{ ...family, samples: values.map((value) => ({ labels: {}, value })) }]);
  const written = text
    .split("\n")
    .slice(2, -1)
    .map((line) => line.split(" ")[1]);
  expect(written).toEqual(["NaN", "+Inf", "-Inf", "1e+21", "0"]);
});
