import { expect, test } from "vitest";
import { readInheritedSocket } from "./inherited-socket.ts";

const OWN_PID = 4711;

test.each([
  ["nothing was passed", {}, { kind: "none" }],
  ["none was passed in so many words", { LISTEN_FDS: "0" }, { kind: "none" }],
  ["one was passed to this process", { LISTEN_FDS: "1", LISTEN_PID: "4711" }, { kind: "inherited", fd: 3 }],
  ["one was passed to whoever runs", { LISTEN_FDS: "1" }, { kind: "inherited", fd: 3 }],
  ["one was passed to a process above", { LISTEN_FDS: "1", LISTEN_PID: "4710" }, { kind: "none" }],
  ["several were passed to a process above", { LISTEN_FDS: "2", LISTEN_PID: "1" }, { kind: "none" }],
])("where %s the socket is taken accordingly", (_, env, expected) => {
  expect(readInheritedSocket(env, OWN_PID)).toEqual(expected);
});

test("several sockets are refused in a sentence instead of leaving one without an answer", () => {
  expect(readInheritedSocket({ LISTEN_FDS: "2", LISTEN_PID: "4711" }, OWN_PID)).toEqual({
    kind: "refused",
    reason: "LISTEN_FDS is 2: pass exactly one listening socket.",
  });
});
