import type { Route } from "next";

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** Every address of the console that takes an id or a filter. */
export const href = {
  event: (id: string) => `/events/${encodeURIComponent(id)}` as Route,
  events: (query: Query = {}) => `/events${search(query)}` as Route,
  request: (id: string) => `/requests/${encodeURIComponent(id)}` as Route,
  requests: (query: Query = {}) => `/requests${search(query)}` as Route,
  delivery: (id: string) => `/deliveries/${encodeURIComponent(id)}` as Route,
  deliveries: (query: Query = {}) => `/deliveries${search(query)}` as Route,
  destination: (id: string) => `/destinations/${encodeURIComponent(id)}` as Route,
  source: (slug: string) => `/sources/${encodeURIComponent(slug)}` as Route,
  replay: (id: string) => `/replays/${encodeURIComponent(id)}` as Route,
  audit: (query: Query = {}) => `/audit${search(query)}` as Route,
};

function search(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : "";
}
