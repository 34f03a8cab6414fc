import { cpuSeconds } from "./cpu-time.ts";
import { type LoadResult, sendLoad } from "./send-load.ts";

/** What is measured in turns with others: a server, the processes behind it, and what it is sent. */
export interface Contender {
  name: string;
  port: number;
  doorPid: number;
  /** Null where no database is asked. */
  postgresPid: number | null;
  /** Each is sent once; what a turn sends is gone from it. */
  requests: Buffer[];
}

export interface Turn extends LoadResult {
  doorCpuSeconds: number;
  postgresCpuSeconds: number;
}

interface TurnLoad {
  connections: number;
  durationMs: number;
  rate?: number;
}

/** Sends to each for a while, and again, and again: what is compared shares the good and bad moments of the machine. */
export async function takeTurns(contenders: readonly Contender[], count: number, load: TurnLoad): Promise<Turn[][]> {
  const turns = contenders.map((): Turn[] => []);
  for (let round = 0; round < count; round += 1) {
    for (const [index, contender] of contenders.entries()) turns[index]?.push(await takeTurn(contender, load));
  }
  return turns;
}

export async function takeTurn(contender: Contender, load: TurnLoad): Promise<Turn> {
  const { port, doorPid, postgresPid, requests } = contender;
  const readCpu = () => [cpuSeconds(doorPid), postgresPid === null ? 0 : cpuSeconds(postgresPid)] as const;
  const [doorBefore, postgresBefore] = readCpu();
  const result = await sendLoad({ ...load, port, requests });
  const [door, postgres] = readCpu();
  requests.splice(0, result.sent);
  return { ...result, doorCpuSeconds: door - doorBefore, postgresCpuSeconds: postgres - postgresBefore };
}
