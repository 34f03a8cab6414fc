import type { Route } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function DestinationNotFound() {
  return (
    <NotFoundState
      title="No destination has this id"
      back={{ href: "/destinations" as Route, label: "All destinations" }}
    >
      It may have been deleted; its past deliveries stay in the list of deliveries.
    </NotFoundState>
  );
}
