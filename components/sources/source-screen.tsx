import { Pencil } from "lucide-react";
import type { Route } from "next";
import { AutoRefresh } from "#components/layout/auto-refresh.tsx";
import { href } from "#components/layout/href.ts";
import { PageBody } from "#components/layout/page-body.tsx";
import { PageHeading } from "#components/layout/page-heading.tsx";
import { RoleNotice } from "#components/layout/role-notice.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Section } from "#components/ui/section.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { SourceDetail } from "#lib/domain/api/sources.ts";
import { SOURCE_STATUSES } from "#lib/domain/source-status.ts";
import { spanInWords } from "#lib/domain/span-in-words.ts";
import { KeyStateText } from "./key-state-text.tsx";
import { ProviderSteps } from "./provider-steps.tsx";
import { SourceActions, type SourceRights } from "./source-actions.tsx";
import { SourceSecrets } from "./source-secrets.tsx";
import { SourceState } from "./source-state.tsx";
import { SourceStatusNote } from "./source-status-note.tsx";
import { TrustedKeys } from "./trusted-keys.tsx";
import { UrlToPaste } from "./url-to-paste.tsx";

const MINUTE_MS = 60_000;

interface Props {
  source: SourceDetail;
  rights: SourceRights & { canWrite: boolean };
}

/** One provider endpoint: its address, its state, what verifies it, and what to do at the provider. */
export function SourceScreen({ source, rights }: Props) {
  return (
    <PageBody kind="detail">
      <AutoRefresh />
      <PageHeading
        title={source.name}
        badges={<SourceBadges source={source} />}
        subtitle={<Facts source={source} />}
        actions={
          <>
            <SourceActions source={source} rights={rights} />
            {rights.canWrite ? (
              <LinkButton href={`${href.source(source.slug)}?edit=1` as Route}>
                <Pencil size={14} aria-hidden />
                Edit
              </LinkButton>
            ) : null}
          </>
        }
      />
      {rights.canWrite ? null : <RoleNotice>{roleText(rights)}</RoleNotice>}
      {source.warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          {warning}
        </Notice>
      ))}
      <Section title="Status">
        <p>{SOURCE_STATUSES[source.status]}</p>
        <SourceStatusNote source={source} />
      </Section>
      <Section title="URL to paste">
        <UrlToPaste url={source.url} provider={source.provider} />
      </Section>
      <Section title="At the provider">
        <ProviderSteps provider={source.provider} />
      </Section>
      {source.provider === "asset" ? <KeySet source={source} /> : null}
      <SourceSecrets
        source={source}
        kind={source.provider === "asset" ? "shared_header" : "signing"}
        canWrite={rights.canWrite}
      />
    </PageBody>
  );
}

function SourceBadges({ source }: { source: SourceDetail }) {
  return (
    <>
      <SourceState status={source.status} />
      <Badge tone={source.environment === "sandbox" ? "held" : "quiet"}>{source.environment}</Badge>
      {source.simulated ? <Badge tone="held">simulated</Badge> : null}
    </>
  );
}

function Facts({ source }: { source: SourceDetail }) {
  return (
    <>
      <span>
        {source.lastEventAt ? (
          <>
            last event <TimeAgo at={source.lastEventAt} />
          </>
        ) : (
          "no event yet"
        )}
      </span>
      <KeyStateText keys={source.keys} />
      {source.quietAfterMinutes === null ? null : (
        <span>tells of silence after {spanInWords(source.quietAfterMinutes * MINUTE_MS)}</span>
      )}
    </>
  );
}

function KeySet({ source }: { source: SourceDetail }) {
  return (
    <Section title="Keys">
      <p className="mb-2 break-words">
        {source.hasPastedJwks ? (
          "A key set that was pasted here. Replace it by hand when Asset changes its keys."
        ) : (
          <>
            Read from <span className="mono break-all text-strong">{source.jwksUrl}</span> and refreshed by itself.
          </>
        )}
      </p>
      {source.trustedKeys.length > 0 ? <TrustedKeys keys={source.trustedKeys} /> : null}
    </Section>
  );
}

function roleText({ canToggle }: SourceRights): string {
  if (canToggle)
    return "Your role may switch this source and accept what it refused. Only an admin changes its settings.";
  return "Your role may look at this source. An operator switches it, an admin changes its settings.";
}
