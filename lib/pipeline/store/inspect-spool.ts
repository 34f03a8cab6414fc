import { accessSync, constants, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { type DoctorFinding, fine, problem, warning } from "#lib/domain/doctor-finding.ts";
import { refusalInWords, spooledInWords } from "#lib/domain/spool-words.ts";
import { sumSpools } from "#lib/domain/sum-spools.ts";
import { readSpoolStatuses } from "./spool/read-spool-statuses.ts";

const GIB = 1024 ** 3;
const LEAST_FREE_SHARE = 0.1;
const CHECK = "spool";

/** Where webhooks are kept while the database is away: can be written, has room, and what lies there now. */
export async function inspectSpool(spoolDir: string, now: Date): Promise<DoctorFinding[]> {
  if (statSync(spoolDir, { throwIfNoEntry: false }) === undefined) {
    const parent = path.dirname(spoolDir);
    return [
      warning(CHECK, `${spoolDir} does not exist yet.`, `A door makes it when it starts; ${parent} has to exist.`),
    ];
  }
  try {
    accessSync(spoolDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const todo = "Give it to the user that runs the receiver, or set SIGNALBOX_SPOOL_DIR.";
    return [problem(CHECK, `${spoolDir} cannot be written by this user.`, todo)];
  }
  return [inspectRoom(spoolDir), ...(await inspectContent(spoolDir, now))];
}

function inspectRoom(spoolDir: string): DoctorFinding {
  const { bavail, blocks, bsize } = statfsSync(spoolDir);
  const says = `${((bavail * bsize) / GIB).toFixed(1)} GiB are free on the disk of ${spoolDir} (${Math.round((100 * bavail) / blocks)} %).`;
  if (bavail / blocks >= LEAST_FREE_SHARE) return fine(CHECK, says);
  return problem(
    CHECK,
    says,
    "Make room: below 10 % nothing is spooled, and without the database webhooks are refused.",
  );
}

async function inspectContent(spoolDir: string, now: Date): Promise<DoctorFinding[]> {
  const total = sumSpools((await readSpoolStatuses(spoolDir)).map(({ status }) => status));
  const spooled = spooledInWords(total, now);
  const aside = problem(
    CHECK,
    `${total.setAside} ${total.setAside === 1 ? "piece lies" : "pieces lie"} aside.`,
    `Look into ${spoolDir}: .corrupt could not be read, set-aside is refused by the database.`,
  );
  return [
    ...(total.state === "refusing"
      ? [problem(CHECK, `Webhooks are refused: ${refusalInWords(total)}.`, "Make room.")]
      : []),
    spooled === null
      ? fine(CHECK, "Nothing waits in the spool.")
      : warning(CHECK, `${spooled}.`, "Start the database; a door stores them by itself."),
    ...(total.setAside > 0 ? [aside] : []),
  ];
}
