import fs from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { type SpoolStatus, spoolStatus } from "#lib/domain/spool-status.ts";
import { listFolders } from "./home.ts";
import { segmentNumber } from "./segment.ts";
import { isErrorCode } from "./spool-files.ts";
import { STATUS_FILE } from "./status-file.ts";

const statusFile = z.object({ name: z.string(), status: spoolStatus });
type NamedStatus = z.infer<typeof statusFile>;

/**
 * What each door of this machine says of its spool, the folders of processes that ended included; read from the disk,
 * so that it is known without the database. A spool that nobody opened yet has none.
 */
export async function readSpoolStatuses(root: string): Promise<NamedStatus[]> {
  const folders = await listFolders(fs, root).catch(ifMissing([]));
  const statuses = await Promise.all(folders.map(readStatus));
  return statuses.filter((status) => status !== null);
}

async function readStatus(folder: string): Promise<NamedStatus | null> {
  const text = await fs.readFile(path.join(folder, STATUS_FILE), "utf8").catch(ifMissing(""));
  const told = statusFile.safeParse(parseJson(text));
  return told.success ? told.data : readFiles(folder);
}

/** What the files themselves say, where a loss of power came before the status: at least one webhook in each. */
async function readFiles(folder: string): Promise<NamedStatus | null> {
  const names = await fs.readdir(folder).catch(ifMissing([]));
  const segments = names.filter((name) => segmentNumber(name) !== null);
  const stats = await Promise.all(segments.map((name) => fs.stat(path.join(folder, name)).catch(ifMissing(null))));
  const filled = stats.flatMap((stat) => (stat !== null && stat.size > 0 ? [stat] : []));
  if (filled.length === 0) return null;
  const since = new Date(Math.min(...filled.map((stat) => stat.birthtimeMs || stat.mtimeMs))).toISOString();
  const bytes = filled.reduce((sum, stat) => sum + stat.size, 0);
  const status: SpoolStatus = { state: "keeping", waiting: filled.length, bytes, since, setAside: 0, problem: null };
  return { name: path.basename(folder).replace(/(-[0-9a-f]+){5}$/, ""), status };
}

/** A folder may go while it is read: its process drained it. */
function ifMissing<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (isErrorCode(error, "ENOENT")) return instead;
    throw error;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
