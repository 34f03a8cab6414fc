"use client";

import { CircleCheck, HardDriveDownload, type LucideIcon, Save, ShieldAlert } from "lucide-react";
import { Spooled } from "#components/layout/spooled.tsx";
import { useKnownStanding } from "#components/layout/standing-provider.tsx";
import { Card } from "#components/ui/card.tsx";
import { Status } from "#components/ui/status.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { SpoolDoor } from "#lib/domain/api/spool.ts";
import type { SpoolStatus } from "#lib/domain/spool-status.ts";

const LOOKS = {
  empty: { tone: "ok", icon: CircleCheck, label: "Nothing waits" },
  keeping: { tone: "warn", icon: Save, label: "Keeping on disk" },
  draining: { tone: "warn", icon: HardDriveDownload, label: "Draining" },
  refusing: { tone: "bad", icon: ShieldAlert, label: "Refusing" },
} satisfies Record<SpoolStatus["state"], { tone: Tone; icon: LucideIcon; label: string }>;

/** What each door keeps on its disk, those of which there is something to say. */
export function SpoolPanel({ doors: first }: { doors: readonly SpoolDoor[] }) {
  // What is known around the page is newer than the page.
  const doors = useKnownStanding()?.standing?.report?.doors ?? first;
  return (
    <section aria-labelledby="spool" className="flex flex-col gap-2">
      <h2 id="spool" className="text-md">
        Spool
      </h2>
      {doors.length === 0 ? (
        <p className="text-faint">
          Empty: while the database does not answer, verified webhooks are kept here on disk, and stored in their order
          when it is back.
        </p>
      ) : (
        <ul className="flex flex-col gap-3">
          {doors.map((door) => (
            <li key={`${door.name} ${door.instance}`}>
              <DoorCard door={door} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function DoorCard({ door: { name, instance, spool } }: { door: SpoolDoor }) {
  return (
    <Card className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 className="font-medium text-strong">{`${name[0]?.toUpperCase()}${name.slice(1)}`}</h3>
        <Status look={LOOKS[spool.state]} />
        {instance === null ? null : <span className="mono break-all text-faint">{instance}</span>}
      </div>
      {spool.waiting === 0 ? null : (
        <p>
          <Spooled spool={spool} />; {sizeInWords(spool.bytes)} on its disk.
        </p>
      )}
      {spool.problem === null ? null : <p className="break-words text-bad">{spool.problem}</p>}
      {spool.setAside === 0 ? null : (
        <p className="text-bad">
          {spool.setAside === 1 ? "1 piece lies" : `${spool.setAside} pieces lie`} aside on its disk: part of a file
          that could not be read, or a webhook that the database refuses. Somebody has to look at{" "}
          {spool.setAside === 1 ? "it" : "them"}.
        </p>
      )}
    </Card>
  );
}

function sizeInWords(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1 ? `${Math.ceil(bytes / 1024)} KiB` : `${mebibytes.toFixed(1)} MiB`;
}
