import { ArrowRightLeft, Plus } from "lucide-react";
import type { Route } from "next";
import { ListToolbar } from "#components/layout/list-toolbar.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { plural } from "#components/ui/plural.ts";
import type { DestinationRow } from "#lib/domain/api/destinations.ts";
import { DestinationsTable } from "./destinations-table.tsx";

interface Props {
  destinations: readonly DestinationRow[];
  canWrite: boolean;
}

export function DestinationList({ destinations, canWrite }: Props) {
  const isEmpty = destinations.length === 0;
  return (
    <>
      <ListToolbar actions={canWrite && !isEmpty ? <AddButton /> : null}>
        <span className="text-faint">{isEmpty ? null : summary(destinations)}</span>
        {canWrite ? null : <span className="text-faint">Only an admin adds or changes destinations.</span>}
      </ListToolbar>
      {isEmpty ? (
        <div className="flex-1 border-t">
          <EmptyState
            icon={ArrowRightLeft}
            title="No destination yet"
            hint={`Events are kept, but go nowhere. ${canWrite ? "Add the URL of a system of yours: each event that it takes is signed and delivered there, and retried until it arrives." : "An admin can add the URL of a system that should get them."}`}
            action={canWrite ? <AddButton /> : null}
          />
        </div>
      ) : (
        <DestinationsTable destinations={destinations} />
      )}
    </>
  );
}

function AddButton() {
  return (
    <LinkButton tone="primary" href={"/destinations/new" as Route}>
      <Plus size={14} aria-hidden />
      Add a destination
    </LinkButton>
  );
}

function summary(destinations: readonly DestinationRow[]): string {
  const failing = destinations.filter(({ health }) => health === "failing" || health === "behind").length;
  const paused = destinations.filter((destination) => destination.paused).length;
  return [
    plural(destinations.length, "destination"),
    failing > 0 ? `${failing} failing or behind` : "",
    paused > 0 ? `${paused} paused` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
