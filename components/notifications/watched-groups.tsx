import type { Route } from "next";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Status } from "#components/ui/status.tsx";
import type { WatchedGroup } from "#lib/domain/api/notifications.ts";
import { STATE_LOOKS } from "./notification-looks.ts";

const NOTHING: Partial<Record<WatchedGroup["kind"], string>> = {
  source_quiet: "No source is watched for silence. Set the minutes in the settings of a source.",
  destination_failing: "There is no destination that is not paused.",
  dead_letters: "There is no destination.",
  process_down: "No process has reported yet.",
};

/** All that is watched, with its state at this moment. */
export function WatchedGroups({ groups }: { groups: readonly WatchedGroup[] }) {
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {groups.map((group) => (
        <li key={group.kind} className="min-w-0">
          <Card className="flex h-full flex-col gap-1">
            <h3 className="font-medium text-strong">{group.label}</h3>
            <p className="text-faint">{group.opens}</p>
            <WatchedNow group={group} />
          </Card>
        </li>
      ))}
    </ul>
  );
}

function WatchedNow({ group: { kind, isKnown, watched } }: { group: WatchedGroup }) {
  if (!isKnown) return <p className="text-warn">Its state could not be read in time; alerts stay as they are.</p>;
  if (watched.length === 0) return <p>{NOTHING[kind] ?? "There is nothing to watch yet."}</p>;
  return (
    <ul className="mt-1 flex flex-col gap-1.5">
      {watched.map(({ key, subject, state, now, url }) => (
        <li key={key} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <Status look={STATE_LOOKS[state]} variant="plain" />
          <Link
            href={url as Route}
            className="min-w-0 font-medium text-strong hover:underline [overflow-wrap:anywhere]"
          >
            {subject}
          </Link>
          <span className="text-faint">{now}</span>
        </li>
      ))}
    </ul>
  );
}
