"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { FormNotice } from "#components/layout/form-notice.tsx";
import { href } from "#components/layout/href.ts";
import { useLatest } from "#components/layout/use-latest.ts";
import { useSubmission } from "#components/layout/use-submission.ts";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { apiClient } from "#lib/client/api-client.ts";
import type { SourceDetail } from "#lib/domain/api/sources.ts";
import { KeySetFields } from "./key-set-fields.tsx";
import { SourceBasics } from "./source-basics.tsx";
import { changedSource, findSourceProblems, type SourceValues, sourceValues } from "./source-values.ts";

/** Sends only what was changed, and only on top of the version that was shown. */
export function EditSource({ source }: { source: SourceDetail }) {
  const { base, reload } = useLatest(source);
  return <EditForm key={base.version} source={base} onReload={reload} />;
}

interface Props {
  source: SourceDetail;
  onReload: (() => void) | undefined;
}

function EditForm({ source, onReload }: Props) {
  const [values, setValues] = useState(() => sourceValues(source));
  const { busy, problem, refuse, submit } = useSubmission();
  const leave = useLeave(source);
  const set = (part: Partial<SourceValues>) => setValues((before) => ({ ...before, ...part }));
  const errors = problem?.fields ?? {};

  function save(event: FormEvent) {
    event.preventDefault();
    const found = findSourceProblems(values, !source.hasPastedJwks);
    if (Object.keys(found).length > 0) return refuse(found);
    const parts = changedSource(values, source);
    if (Object.keys(parts).length === 0) return leave(null);
    const body = { ...parts, version: source.version };
    void submit(() => apiClient.patch<{ warnings: string[] }>(`/sources/${source.slug}`, body), leave);
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-6">
      <SourceBasics values={values} errors={errors} set={set} />
      {source.provider === "asset" ? (
        <KeySetFields values={values} errors={errors} isNew={false} hasPasted={source.hasPastedJwks} set={set} />
      ) : null}
      <FormNotice problem={problem} fields={["name", "jwksUrl", "jwks", "quietAfterMinutes"]} onReload={onReload} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={busy} disabled={onReload !== undefined}>
          Save
        </Button>
        <LinkButton href={href.source(source.slug) as Route}>Cancel</LinkButton>
      </div>
    </form>
  );
}

function useLeave(source: SourceDetail): (answer: { warnings: string[] } | null) => void {
  const router = useRouter();
  const toast = useToast();
  return (answer) => {
    toast.success({
      title: answer === null ? "Nothing was changed" : `${source.name} was saved`,
      ...(answer && answer.warnings.length > 0 ? { description: answer.warnings.join(" ") } : {}),
    });
    router.push(href.source(source.slug));
    router.refresh();
  };
}
