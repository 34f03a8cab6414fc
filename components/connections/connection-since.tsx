"use client";

import { useClockText } from "#components/ui/clock.tsx";
import { Dash } from "#components/ui/dash.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { ConnectionRow } from "#lib/domain/api/connections.ts";
import { shortMoment } from "./short-moment.ts";

const ENDED = { expired: "Expired", disconnected: "Disconnected" } satisfies Record<
  NonNullable<ConnectionRow["problem"]>,
  string
>;

type Since = Pick<ConnectionRow, "state" | "since" | "problem" | "problemSince">;

/** Since when; where only a sync speaks for a recovery, both moments and that nobody confirmed it. */
export function ConnectionSince({ connection }: { connection: Since }) {
  const { state, since, problem, problemSince } = connection;
  const story = useClockText((now) => {
    if (state !== "probably_reconnected" || problem === null || problemSince === null || since === null) return "";
    const resumed = `syncing again since ${shortMoment(since, now)}`;
    return `${ENDED[problem]} ${shortMoment(problemSince, now)} · ${resumed} · not confirmed`;
  });
  if (story !== "") {
    return (
      <span title={`${story} (times in UTC)`} className="block text-pretty text-sm md:whitespace-normal md:py-0.5">
        {story}
      </span>
    );
  }
  return since === null ? <Dash says="not known" /> : <TimeAgo at={since} />;
}
