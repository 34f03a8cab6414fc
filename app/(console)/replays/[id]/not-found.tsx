import type { Route } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function ReplayNotFound() {
  return (
    <NotFoundState title="No replay has this id" back={{ href: "/replays" as Route, label: "All replays" }}>
      Check the id for missing characters.
    </NotFoundState>
  );
}
