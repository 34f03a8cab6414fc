import { ReplayIconButton } from "#components/replays/replay-icon-button.tsx";
import { ResourceStatus } from "#components/resources/resource-status.tsx";
import { Checked } from "#components/state/checked.tsx";
import { RowLinks } from "#components/state/row-links.tsx";
import { StateTime } from "#components/state/state-time.tsx";
import { Why } from "#components/state/why.tsx";
import { IdChip } from "#components/ui/id-chip.tsx";
import { shortenId } from "#components/ui/shorten-id.ts";
import type { UserDetail } from "#lib/domain/api/business-detail.ts";

interface Props {
  resource: UserDetail["resourceRows"][number];
  isNow: boolean;
  canObserve: boolean;
}

/** One resource: the last notice with what else may be true, and what to tell the user where it is an error. */
export function UserResource({ resource, isNow, canObserve }: Props) {
  return (
    <li className="flex flex-col gap-0.5 py-2 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-0.5">
        <ResourceStatus status={resource.status} variant="plain" />
        {resource.message === null ? null : <code className="mono break-all text-strong">{resource.message}</code>}
        <IdChip id={resource.resourceId} />
        <span className="ml-auto flex items-center">
          <ReplayIconButton
            label={`the events of ${resource.resource} ${shortenId(resource.resourceId)}`}
            scope={{
              events: { kind: "filter", filter: eventsOf(resource) },
              names: { [resource.source]: resource.sourceName },
            }}
          />
          <Why
            kind="resource"
            subject={`${resource.resource} ${shortenId(resource.resourceId)}`}
            says={resource.says}
            considered={resource.considered}
          />
        </span>
      </div>
      <p className="text-pretty text-normal">{resource.says}</p>
      {resource.fix === null ? null : (
        <p className="text-pretty">
          <span className="font-medium text-strong">What to do: </span>
          {resource.fix}
        </p>
      )}
      <RowLinks links={resource.links} />
      <Checked
        subjectKind="resource"
        source={resource.source}
        subjectKey={[resource.userId, resource.resource, resource.resourceId]}
        stateNow={resource.status ?? "no status"}
        observation={resource.observation}
        canObserve={canObserve}
      >
        since <StateTime at={resource.statusSince} isNow={isNow} />, last notice{" "}
        <StateTime at={resource.lastReceivedAt} isNow={isNow} />
      </Checked>
    </li>
  );
}

function eventsOf({ source, userId, resourceId }: Props["resource"]) {
  return { source, userId, subjectId: resourceId };
}
