import { accessSync, constants, statfsSync, statSync } from "node:fs";
import path from "node:path";
import { type DoctorFinding, fine, problem, warning } from "#lib/domain/doctor-finding.ts";

const GIB = 1024 ** 3;
const LEAST_FREE_BYTES = 2 * GIB;
const LEAST_FREE_SHARE = 0.1;

/** The data directory: there, ours, private, and with room on its disk. */
export function inspectDataDir(dataDir: string): DoctorFinding[] {
  if (statSync(dataDir, { throwIfNoEntry: false }) === undefined) {
    return [problem("data directory", `${dataDir} does not exist yet.`, "Start Signalbox with npm start.")];
  }
  return [inspectAccess(dataDir), inspectSecret(dataDir), inspectSpace(dataDir)];
}

function inspectAccess(dataDir: string): DoctorFinding {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return fine("data directory", `${dataDir} can be read and written.`);
  } catch {
    return problem(
      "data directory",
      `${dataDir} cannot be written by this user.`,
      "Run as the user who started Signalbox.",
    );
  }
}

function inspectSecret(dataDir: string): DoctorFinding {
  const file = path.join(dataDir, "secret");
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return fine("secret file", "The secret comes from the environment.");
  if ((found.mode & 0o077) === 0) return fine("secret file", `${file} is readable by its owner only.`);
  return problem("secret file", `${file} can be read by other users.`, `Take it back: chmod 600 ${file}`);
}

function inspectSpace(dataDir: string): DoctorFinding {
  const { bavail, blocks, bsize } = statfsSync(dataDir);
  const free = bavail * bsize;
  const says = `${(free / GIB).toFixed(1)} GiB are free on the disk of ${dataDir} (${Math.round((100 * bavail) / blocks)} %).`;
  if (free < LEAST_FREE_BYTES || bavail / blocks < LEAST_FREE_SHARE) {
    return warning("disk space", says, "Make room: below 10 % the spool refuses what the database cannot take.");
  }
  return fine("disk space", says);
}
