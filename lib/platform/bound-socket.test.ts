import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, get } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { type BoundSocket, bindSocket } from "./bound-socket.ts";
import { findFreePort } from "./free-port.ts";

const ANSWER_WITH_PID = `
  import { createServer } from "node:http";
  const server = createServer((_, response) => response.end(String(process.pid)));
  server.listen({ fd: 3, backlog: 1024 }, () => process.send("ready"));
`;

let socket: BoundSocket | null = null;
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  socket?.close();
  socket = null;
});

async function bind(host: string, port: number): Promise<BoundSocket> {
  const outcome = await bindSocket(host, port);
  if (outcome.kind === "taken") throw new Error(`${host} ${port} is taken`);
  socket = outcome.socket;
  return outcome.socket;
}

async function listenInChild({ fd }: BoundSocket): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", ANSWER_WITH_PID], {
    stdio: ["ignore", "inherit", "inherit", fd, "ipc"],
  });
  children.push(child);
  await once(child, "message");
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
}

/** Who answers: a process id, or the error's code. */
function ask(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const request = get({ host, port, agent: false }, (response) => void text(response).then(resolve));
    request.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

test.each([
  ["an IPv4 address", "127.0.0.1", "127.0.0.1"],
  ["an IPv6 address", "::1", "::1"],
  ["every address", "::", "127.0.0.1"],
  ["a host name", "localhost", "localhost"],
])("on %s, connections made while no process listens are answered by the next one", async (_, host, reachedAt) => {
  const port = await findFreePort();
  const bound = await bind(host, port);
  expect(await ask(reachedAt, port)).toBe("ECONNREFUSED");
  const first = await listenInChild(bound);
  expect(await ask(reachedAt, port)).toBe(String(first.pid));
  await kill(first);
  const waiting = Array.from({ length: 50 }, () => ask(reachedAt, port));
  const second = await listenInChild(bound);
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([String(second.pid)]));
});

test("once closed, the address refuses connections again", async () => {
  const port = await findFreePort();
  const bound = await bind("127.0.0.1", port);
  await kill(await listenInChild(bound));
  bound.close();
  socket = null;
  expect(await ask("127.0.0.1", port)).toBe("ECONNREFUSED");
});

test.each(["127.0.0.1", "::1"])("a port that another program listens on is taken, on %s", async (host) => {
  const other = createServer();
  const port = await findFreePort();
  await new Promise<void>((resolve) => other.listen(port, host, resolve));
  expect(await bindSocket(host, port)).toEqual({ kind: "taken" });
  await new Promise((resolve) => other.close(resolve));
  expect(await bind(host, port)).toMatchObject({ fd: expect.any(Number) });
});

test("an address that is not this machine's is refused with its reason", async () => {
  await expect(bindSocket("192.0.2.1", 1)).rejects.toThrow("Port 1 on 192.0.2.1 cannot be used: EADDRNOTAVAIL.");
});
