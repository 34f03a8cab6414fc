import { existsSync } from "node:fs";
import path from "node:path";

/** The headless shell comes first: without a window's furniture it needs half the time. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A browser of this machine: CHROMIUM_PATH, or the first known name that is on the path. */
export function findChromium(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== "") return given;
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin"];
  const places = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return places.find((place) => existsSync(place)) ?? null;
}
