import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * A request is a line of hex texts, the answer a line with, for each, what json.dumps makes of it or null where it is
 * refused. CPython would also take NaN, Infinity, a byte order mark, numbers beyond a double and any depth, for all of
 * which its text would not be JSON or not be accepted here; the script turns exactly those off.
 */
const SCRIPT = `
import json, sys

def refuse(name):
    raise ValueError(name)

def depth(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max((depth(each) for each in inner), default=0)

def dumps(text):
    try:
        value = json.loads(bytes.fromhex(text).decode("utf-8"), parse_constant=refuse)
        return json.dumps(value, allow_nan=False) if depth(value) <= 64 else None
    except (ValueError, RecursionError):
        return None

for line in sys.stdin:
    print(json.dumps([dumps(text) for text in json.loads(line)]), flush=True)
`;

export const isPythonHere = spawnSync("python3", ["--version"]).status === 0;

/** CPython's json module, as a process that answers until it is stopped. */
export class PythonProcess {
  readonly #child: ChildProcessWithoutNullStreams = spawn("python3", ["-c", SCRIPT]);
  readonly #answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();

  /** For each body json.dumps' text, or null. One call at a time. */
  async dumps(bodies: readonly Buffer[]): Promise<(string | null)[]> {
    this.#child.stdin.write(`${JSON.stringify(bodies.map((body) => body.toString("hex")))}\n`);
    const line = await this.#answers.next();
    if (line.done) throw new Error("the python process ended");
    // Written by the script above: an array of texts and nulls.
    return JSON.parse(line.value) as (string | null)[];
  }

  stop(): void {
    this.#child.kill();
  }
}
