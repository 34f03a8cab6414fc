import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceRow } from "#lib/domain/api/sources.ts";
import { KeyStateText } from "./key-state-text.tsx";
import { SourceState } from "./source-state.tsx";
import { SourceStatusNote } from "./source-status-note.tsx";

interface Props {
  source: SourceRow;
  /** Buttons: change status, accept what was refused. */
  actions?: ReactNode;
}

/** A provider endpoint at a glance: is it on, can it verify, when did it last hear something. */
export function SourceCard({ source, actions }: Props) {
  return (
    <Card className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h2 className="min-w-0 break-words text-md">
          <Link href={href.source(source.slug)} className="hover:underline">
            {source.name}
          </Link>
        </h2>
        <SourceState status={source.status} />
        <Badge tone={source.environment === "sandbox" ? "held" : "quiet"}>{source.environment}</Badge>
        {source.simulated ? <Badge tone="held">simulated</Badge> : null}
        <div className="ml-auto flex flex-wrap gap-2">{actions}</div>
      </div>
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        <span>{source.lastEventAt ? <LastEvent at={source.lastEventAt} /> : "no event yet"}</span>
        <KeyStateText keys={source.keys} />
      </div>
      <div className="flex items-center gap-1 rounded-md bg-sunken py-0.5 pr-1 pl-2.5">
        <code className="mono min-w-0 flex-1 select-all break-all">{source.url}</code>
        <CopyButton text={source.url} label={`Copy the webhook URL of ${source.name}`} />
      </div>
      <SourceStatusNote source={source} />
      {source.warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-1.5 text-warn">
          <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          {warning}
        </p>
      ))}
    </Card>
  );
}

function LastEvent({ at }: { at: string }) {
  return (
    <>
      last event <TimeAgo at={at} />
    </>
  );
}
