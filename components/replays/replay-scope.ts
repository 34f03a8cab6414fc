/** The query of GET /events without its paging. */
export type EventFilterText = Readonly<Record<string, string>>;

/** Which events are to be sent again: a filter of any size, or chosen ones. Never "the rows in view". */
type ReplayedEvents = { kind: "filter"; filter: EventFilterText } | { kind: "chosen"; ids: readonly string[] };

/** What somebody wants to replay, as a page hands it to the dialog. */
export interface ReplayScope {
  events: ReplayedEvents;
  /** To these alone; otherwise to every destination that takes the event. */
  destinationIds?: readonly string[];
  /** What the title calls a single event: its type. */
  eventType?: string;
  /** Names of the ids that stand in the filter. */
  names?: Readonly<Record<string, string>>;
  /** The window that is chosen first where the filter has none; without it all time. */
  since?: string;
  /** What the replay is called unless somebody says otherwise. */
  name?: string;
}

const PAGING: readonly string[] = ["cursor", "limit", "order"];

/** Every event that a list with this address would show, page by page. */
export function filterScope(params: URLSearchParams, names: Readonly<Record<string, string>> = {}): ReplayScope {
  const filter = Object.fromEntries([...params].filter(([name]) => !PAGING.includes(name)));
  return { events: { kind: "filter", filter }, names };
}

export function isSingle({ events }: ReplayScope): boolean {
  return events.kind === "chosen" && events.ids.length === 1;
}

/** A filter without a window of its own can be given one in the dialog; the events of a replay are a window already. */
export function takesWindow({ events }: ReplayScope): boolean {
  return events.kind === "filter" && !["from", "to", "replayId"].some((name) => name in events.filter);
}
