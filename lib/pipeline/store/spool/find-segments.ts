import path from "node:path";
import { countRecords, readRows } from "./read-rows.ts";
import { type Segment, segmentNumber } from "./segment.ts";
import type { SpoolFiles } from "./spool-files.ts";

/** The files of records in a folder. Empty ones, made and never acknowledged from, are removed. */
export async function findSegments(files: SpoolFiles, folder: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of await files.readdir(folder)) {
    const number = segmentNumber(name);
    if (number === null) continue;
    const segment = await openFound(files, path.join(folder, name), number);
    if (segment.good > 0) segments.push(segment);
    else await files.unlink(segment.file);
  }
  return segments.sort((a, b) => a.number - b.number);
}

async function openFound(files: SpoolFiles, file: string, number: number): Promise<Segment> {
  const { size } = await files.stat(file);
  return { file, number, good: size, drained: 0, waiting: null, since: null, isOpen: false };
}

/** Reads what a found file says of itself. One that cannot be read stays as it is: draining it will tell. */
export async function surveySegment(files: SpoolFiles, segment: Segment): Promise<void> {
  const handle = await files.open(segment.file, "r");
  try {
    const start = await readRows(handle, 0, segment.good);
    if (start.kind === "rows") segment.since = start.rows[0]?.receivedAt ?? null;
    segment.waiting = await countRecords(handle, segment.good);
  } finally {
    await handle.close();
  }
}
