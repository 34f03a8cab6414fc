import { spawnSync } from "node:child_process";

const APT = "/usr/bin/apt-get";
/** The headless shell, or the whole browser where a release has no such package. */
const PACKAGES = ["chromium-headless-shell", "chromium"];

/** Debian's browser, where we may install it; says why when not. */
export function installChromium(): { kind: "installed" } | { kind: "refused"; reason: string } {
  if (process.getuid?.() !== 0) {
    return { kind: "refused", reason: "no Chromium was found: install one, or set CHROMIUM_PATH to it" };
  }
  apt(["update"]);
  const isInstalled = PACKAGES.some((name) =>
    apt(["install", "--yes", "--no-install-recommends", name, "fonts-liberation"]),
  );
  if (isInstalled) return { kind: "installed" };
  return { kind: "refused", reason: "no Chromium was found, and apt-get could not install one" };
}

function apt(args: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(APT, args, { stdio: ["ignore", 2, 2], env }).status === 0;
}
