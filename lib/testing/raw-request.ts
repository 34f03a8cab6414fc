import { connect } from "node:net";

export interface RawAnswer {
  /** Null when the connection closed without an answer. */
  status: number | null;
  headers: Map<string, string>;
  text: string;
}

const LIMIT_MS = 15_000;

/** Sends bytes exactly as given, which no HTTP client would, and reads what comes back until the answer is complete. */
export function sendRaw(port: number, ...parts: (string | Buffer)[]): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1");
    let received = "";
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(parse(received));
    };
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`no complete answer within ${LIMIT_MS} ms: ${received}`));
    }, LIMIT_MS);
    socket.on("connect", () => {
      for (const part of parts) socket.write(part);
    });
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (isComplete(received)) finish();
    });
    socket.on("close", finish);
    // A door may refuse by resetting; what it said before that still counts.
    socket.on("error", finish);
  });
}

function isComplete(received: string): boolean {
  const end = received.indexOf("\r\n\r\n");
  if (end === -1 || /^HTTP\/1\.1 100/.test(received)) return false;
  const length = Number(/content-length: *(\d+)/i.exec(received.slice(0, end))?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) return received.endsWith("0\r\n\r\n") || !/transfer-encoding/i.test(received);
  return received.length >= end + 4 + length;
}

function parse(received: string): RawAnswer {
  const final = received.replace(/^(HTTP\/1\.1 1\d\d[^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, "");
  const [head = "", ...rest] = final.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const status = /^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1];
  const headers = lines.map((line) => {
    const at = line.indexOf(":");
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
  });
  const text = rest.join("\r\n\r\n");
  const fields = new Map(headers);
  const isEmptyChunked = fields.has("transfer-encoding") && text.startsWith("0\r\n");
  return { status: status === undefined ? null : Number(status), headers: fields, text: isEmptyChunked ? "" : text };
}
