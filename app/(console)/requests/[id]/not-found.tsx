import type { Route } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function RequestNotFound() {
  return (
    <NotFoundState title="No request has this id" back={{ href: "/requests" as Route, label: "All requests" }}>
      Check the id for missing characters. Only the newest requests are kept; an older one makes room for them.
    </NotFoundState>
  );
}
