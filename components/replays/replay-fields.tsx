"use client";

import type { RefObject } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ReplayPreviewTarget } from "#lib/domain/api/replays.ts";
import { OptionsField } from "./options-field.tsx";
import { PreviewPart } from "./preview-part.tsx";
import { isSingle, type ReplayScope, takesWindow } from "./replay-scope.ts";
import { ScopeLine } from "./scope-line.tsx";
import type { Preview } from "./use-preview.ts";
import type { ReplayForm } from "./use-replay-form.ts";
import { WarningText } from "./warning-text.tsx";
import { WindowField } from "./window-field.tsx";

interface Props {
  scope: ReplayScope;
  now: Date;
  form: ReplayForm;
  preview: Preview;
  targets: readonly ReplayPreviewTarget[];
  chosen: readonly ReplayPreviewTarget[];
  isReasonMissing: boolean;
  /** What the refusal beneath says already. */
  said: string | null;
  reasonRef: RefObject<HTMLInputElement | null>;
  onLeave: () => void;
}

/** What the dialog asks, from the scope to the reason. */
export function ReplayFields({ scope, now, form, preview, targets, chosen, said, ...rest }: Props) {
  const warnings =
    preview.state.kind === "counted"
      ? preview.state.preview.warnings.filter(isForHere).filter((text) => text !== said)
      : [];
  return (
    <>
      {isSingle(scope) ? null : <ScopeLine scope={scope} now={now} onLeave={rest.onLeave} />}
      {takesWindow(scope) ? <WindowField now={now} value={form.window} onChange={form.setWindow} /> : null}
      <PreviewPart scope={scope} form={form} preview={preview} targets={targets} />
      {targets.length === 0 ? null : (
        <OptionsField targets={chosen} options={form.options} onChange={form.setOptions} isSingle={isSingle(scope)} />
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="warn">
          <WarningText text={warning} />
        </Notice>
      ))}
      <RepeatedIds targets={chosen} skipDelivered={form.options.skipDelivered} />
      <NameAndReason scope={scope} form={form} {...rest} />
    </>
  );
}

/** One that advises a parameter is for whoever calls the API; here the button says it. */
function isForHere(warning: string): boolean {
  return !/\bskip\w+=/.test(warning);
}

function RepeatedIds({ targets, skipDelivered }: { targets: readonly ReplayPreviewTarget[]; skipDelivered: boolean }) {
  if (skipDelivered || targets.every(({ deliveredBefore }) => deliveredBefore === 0)) return null;
  return (
    <p>
      Body and <code className="mono">webhook-id</code> stay the same: receivers that drop repeated ids will ignore what
      they had already accepted. A destination's settings can ask for new ids on replays.
    </p>
  );
}

function NameAndReason({
  scope,
  form,
  isReasonMissing,
  reasonRef,
}: Pick<Props, "scope" | "form" | "isReasonMissing" | "reasonRef">) {
  const isOptional = isSingle(scope);
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label="Name" optional hint="What to find it by: “Ledger outage 19 Nov”.">
        {(control) => (
          <Input
            {...control}
            value={form.name}
            maxLength={120}
            onChange={(change) => form.setName(change.target.value)}
          />
        )}
      </Field>
      <Field
        label="Reason"
        optional={isOptional}
        hint="Shown on the replay and in the audit log."
        error={isReasonMissing && form.reason.trim() === "" ? "Say why these are sent again." : undefined}
      >
        {(control) => (
          <Input
            {...control}
            ref={reasonRef}
            aria-required={!isOptional}
            value={form.reason}
            maxLength={500}
            onChange={(change) => form.setReason(change.target.value)}
          />
        )}
      </Field>
    </div>
  );
}
