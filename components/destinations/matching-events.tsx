interface Props {
  /** Null when there were too many events to count at once. */
  matching: { events: number; total: number } | null;
}

/** "Takes 1,204 of 9,310 events of the last 7 days." */
export function MatchingEvents({ matching }: Props) {
  if (matching === null) return "More events arrived in the last 7 days than can be counted at once.";
  const { events, total } = matching;
  if (total === 0) return "No event has arrived in the last 7 days.";
  return `Takes ${events.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} events of the last 7 days.`;
}
