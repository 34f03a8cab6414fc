"use client";

import { clsx } from "clsx";
import { DatabaseZap, HardDriveDownload, type LucideIcon, ShieldAlert } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { TONE_SOFT, type Tone } from "#components/ui/tone.ts";
import type { SpoolReport } from "#lib/domain/api/spool.ts";
import { refusalInWords } from "#lib/domain/spool-words.ts";
import { KeptWebhooks } from "./kept-webhooks.tsx";
import { SinceClock, Spooled } from "./spooled.tsx";
import { useKnownStanding } from "./standing-provider.tsx";

/** On every page: the database is away, or webhooks wait on disk. Nothing while all is well. */
export function StandingBanner() {
  const report = useKnownStanding()?.standing?.report ?? null;
  return (
    <div role="status" aria-label="Database and spool">
      {report === null ? null : <Message report={report} />}
    </div>
  );
}

function Message({ report }: { report: SpoolReport }) {
  const { database, total } = report;
  if (database === "down") return <Away report={report} />;
  if (total.state === "refusing") {
    return (
      <Band tone="bad" icon={ShieldAlert} title="Webhooks are refused:">
        {refusalInWords(total)}. Providers are asked to come again. <Details />
      </Band>
    );
  }
  if (total.waiting === 0) return null;
  return (
    <Band
      tone="warn"
      icon={HardDriveDownload}
      title={
        <>
          <Spooled spool={total} />.
        </>
      }
    >
      {total.state === "draining"
        ? "The database is back; they are stored in their order, with the times at which they came."
        : "A door cannot reach the database and keeps what arrives on its disk."}{" "}
      <Details />
    </Band>
  );
}

function Away({ report: { downSince, total } }: { report: SpoolReport }) {
  return (
    <Band tone="bad" icon={DatabaseZap} title="The database does not answer.">
      {downSince === null ? null : (
        <>
          Since <SinceClock at={downSince} />.{" "}
        </>
      )}
      <KeptWebhooks spool={total} /> What is shown is from before; it updates by itself once the database is back.
    </Band>
  );
}

interface BandProps {
  tone: Tone;
  icon: LucideIcon;
  title: ReactNode;
  children: ReactNode;
}

function Band({ tone, icon: Icon, title, children }: BandProps) {
  return (
    <div className={clsx("gutter flex items-start gap-2.5 border-b py-2", TONE_SOFT[tone])}>
      <Icon size={16} aria-hidden className="mt-0.5 shrink-0" />
      <p className="min-w-0 text-normal">
        <strong className="font-medium text-strong">{title}</strong> {children}
      </p>
    </div>
  );
}

function Details() {
  return (
    <Link href="/outages" className="whitespace-nowrap text-accent underline-offset-2 hover:underline">
      Look at the spool
    </Link>
  );
}
