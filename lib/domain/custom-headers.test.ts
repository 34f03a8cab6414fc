import { describe, expect, test } from "vitest";
import { parseCustomHeaders } from "./custom-headers.ts";

const parse = (headers: Record<string, string>) =>
  parseCustomHeaders(Object.entries(headers).map(([name, value]) => ({ name, value })));

describe("D23: headers that Signalbox or HTTP itself sets, and values that could smuggle, are refused", () => {
  test.each([
    "Host",
    "Content-Length",
    "content-LENGTH",
    "Transfer-Encoding",
    "Connection",
    "Upgrade",
    "TE",
    "Trailer",
    "Expect",
    "Proxy-Authorization",
    "proxy-x",
    "webhook-id",
    "Webhook-Anything",
    "Signalbox-Hop",
    "Content-Type",
    "CONTENT-ENCODING",
    "Keep-Alive",
    "HTTP2-Settings",
    "Proxy-Connection",
    "WEBHOOK-SIGNATURE",
    "signalbox-replay",
    "Content-Length ",
    "x\u0000y",
    "x\ty",
    "(x)",
    "ﬀ",
    "x".repeat(129),
    "",
    "a b",
    "a:b",
    "é",
    "x\r\ny",
  ])("the name %j is refused", (name) => {
    expect(parse({ [name]: "v" })).toMatchObject({ kind: "invalid", problems: [{ name }] });
  });

  test.each(["a\r\nb: c", "a\nb", "a\u0000b", "é", "", " a", "a ", "\t", "a\u007f", "a\u0085b", "a\u2028b", "😀"])(
    "the value %j is refused",
    (value) => {
      expect(parse({ "x-a": value }).kind).toBe("invalid");
    },
  );

  test("two spellings of one name are refused", () => {
    expect(parse({ "X-A": "1", "x-a": "2" })).toMatchObject({ problems: [{ name: "x-a" }] });
  });

  test("too many or too long headers are refused", () => {
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`x-${index}`, "v"]));
    expect(parse(many).kind).toBe("invalid");
    expect(parse({ "x-long": "v".repeat(8193) }).kind).toBe("invalid");
  });
});

test("ordinary headers are kept with lower-case names", () => {
  expect(parse({ Authorization: "Bearer a b", "X-Tenant": "7" })).toEqual({
    kind: "ok",
    headers: { authorization: "Bearer a b", "x-tenant": "7" },
  });
});
