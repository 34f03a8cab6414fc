import { expect, test } from "vitest";
import { attachmentName } from "./attachment-name.ts";

test.each([
  ["01930000-0000-7000-8000-0123456789ab", "event-01930000-0000-7000-8000-0123456789ab.json"],
  ['a"b\r\nx: y', "event-a_b_x_y.json"],
  ["../../etc/passwd", "event-_.._etc_passwd.json"],
  ["naïve\u202e名", "event-na_ve_.json"],
  ["...", "event-unnamed.json"],
])("U19: %s makes a harmless file name", (id, name) => {
  expect(attachmentName("event", id, "json")).toBe(name);
});
