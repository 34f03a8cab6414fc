import { CircleCheck, CircleDashed } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { href } from "#components/layout/href.ts";
import { UrlToPaste } from "#components/sources/url-to-paste.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { Section } from "#components/ui/section.tsx";
import type { SourceRow } from "#lib/domain/api/sources.ts";

interface Props {
  sources: readonly SourceRow[];
  hasDestination: boolean;
}

/** How a new installation comes to life: by the provider, or by signed samples. */
export function FirstSteps({ sources, hasDestination }: Props) {
  return (
    <Section title="First steps">
      <ol className="flex flex-col gap-3">
        <Step number={1} title="Let a provider post here" isDone={false}>
          {sources.map((source) => (
            <div key={source.slug} className="flex flex-col gap-1.5">
              <Link href={href.source(source.slug)} className="self-start font-medium text-strong hover:underline">
                {source.name}
              </Link>
              <UrlToPaste url={source.url} provider={source.provider} />
              {source.status === "disabled" ? <Disabled source={source} /> : null}
            </div>
          ))}
        </Step>
        <Step number={2} title="Add a destination" isDone={hasDestination}>
          <p>The system of yours that gets the events: each is signed, delivered, and retried until it arrives.</p>
          {hasDestination ? null : (
            <div>
              <LinkButton tone="primary" href={"/destinations/new" as Route}>
                Add a destination
              </LinkButton>
            </div>
          )}
        </Step>
        <Step number={3} title="Or look around first, with simulated events" isDone={false}>
          <p>
            Both act as the providers do, with real signatures, on sources of their own that are marked as simulated.
          </p>
          <CodeBlock label="Send 200 events" text="npm run cli -- simulate --count 200" />
          <CodeBlock label="Fill in a month of history" text="npm run cli -- simulate --demo" />
        </Step>
      </ol>
    </Section>
  );
}

interface StepProps {
  number: number;
  title: string;
  isDone: boolean;
  children: ReactNode;
}

function Step({ number, title, isDone, children }: StepProps) {
  return (
    <li>
      <Card className="flex flex-col gap-3">
        <h3 className="flex items-center gap-2 text-md">
          {isDone ? (
            <CircleCheck size={16} aria-label="Done:" className="text-ok" />
          ) : (
            <CircleDashed size={16} aria-hidden className="text-faint" />
          )}
          {number}. {title}
        </h3>
        {children}
      </Card>
    </li>
  );
}

function Disabled({ source }: { source: SourceRow }) {
  return (
    <p className="text-warn">
      {source.name} is disabled and refuses for now. {source.keys.kind === "none" ? source.keys.text : ""}{" "}
      <Link href={href.source(source.slug)} className="underline">
        Set it up
      </Link>
    </p>
  );
}
