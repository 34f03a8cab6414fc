import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** Whom the server runs as: null means as we ourselves do, which PostgreSQL refuses only to root. */
export type ServerUser = { uid: number; gid: number; name: string } | null;

const CANDIDATES = ["postgres", "nobody"];
const OWN_USER = "signalbox";

/** The owner of an existing cluster if there is one, else the first unprivileged account there is, else a new one. */
export function chooseServerUser(clusterDirectory: string): ServerUser {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    const user = lookUp(String(owner.uid));
    if (user !== null) return user;
  }
  for (const name of [...CANDIDATES, OWN_USER]) {
    const user = lookUp(name);
    if (user !== null) return user;
  }
  return createUser();
}

/** `id` answers for names and for numbers; a number without a passwd entry has no name, and PostgreSQL needs one. */
function lookUp(nameOrUid: string): ServerUser {
  const ask = (flags: string[]) => spawnSync("id", [...flags, nameOrUid], { encoding: "utf8" });
  const [uid, gid, name] = [ask(["-u"]), ask(["-g"]), ask(["-un"])];
  if (uid.status !== 0 || gid.status !== 0 || name.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout), name: name.stdout.trim() };
}

/** Debian's and its kin, then Alpine's. */
const CREATE_COMMANDS = [
  ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", OWN_USER],
  ["adduser", "-S", "-D", "-H", OWN_USER],
];

function createUser(): ServerUser {
  CREATE_COMMANDS.some(([program = "", ...args]) => spawnSync(program, args).status === 0);
  const user = lookUp(OWN_USER);
  if (user === null) {
    throw new Error(
      "PostgreSQL does not run as root, and no unprivileged user could be made for it: start Signalbox as an ordinary user, or add a user named postgres.",
    );
  }
  return user;
}
