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
  business: (id: string, source: string | null = null, query: Query = {}) =>
    `/businesses/${encodeURIComponent(id)}${search({ source, ...query })}` as Route,
  businesses: (query: Query = {}) => `/businesses${search(query)}` as Route,
  user: (id: string, source: string | null = null, query: Query = {}) =>
    `/users/${encodeURIComponent(id)}${search({ source, ...query })}` as Route,
  users: (query: Query = {}) => `/users${search(query)}` as Route,
  connections: (query: Query = {}) => `/connections${search(query)}` as Route,
  tasks: (query: Query = {}) => `/tasks${search(query)}` as Route,
  resources: (query: Query = {}) => `/resources${search(query)}` as Route,
  work: (query: Query = {}) => `/work${search(query)}` as Route,
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
