import type { Route } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function DeliveryNotFound() {
  return (
    <NotFoundState title="No delivery has this id" back={{ href: "/deliveries" as Route, label: "All deliveries" }}>
      Check the id for missing characters. Deliveries are removed together with their event when retention ends.
    </NotFoundState>
  );
}
