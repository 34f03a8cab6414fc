import type { Route } from "next";
import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function SourceNotFound() {
  return (
    <NotFoundState title="No source has this address" back={{ href: "/sources" as Route, label: "All sources" }}>
      Compare it with the last part of the URL that was pasted at the provider.
    </NotFoundState>
  );
}
