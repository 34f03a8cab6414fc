"use client";

import { useId } from "react";
import { Dialog } from "#components/ui/dialog.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { ReplayFields } from "./replay-fields.tsx";
import { ReplayFooter } from "./replay-footer.tsx";
import type { ReplayScope } from "./replay-scope.ts";
import { SignInAgain } from "./sign-in-again.tsx";
import { useReplayDialog } from "./use-replay-dialog.ts";

interface Props {
  scope: ReplayScope;
  onClose: () => void;
}

/** Sends stored events again. The title says what and where to, the numbers come first, the button counts. */
export function ReplayDialog({ scope, onClose }: Props) {
  const formId = useId();
  const { fields, title, refusal, start, countAgain, ...button } = useReplayDialog(scope, onClose);
  const said = refusal?.kind === "same" ? refusal.message : null;
  return (
    <Dialog size="lg" onClose={onClose} title={title} footer={<ReplayFooter {...button} {...{ formId, onClose }} />}>
      <form
        id={formId}
        method="post"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          start(false);
        }}
      >
        <ReplayFields {...fields} said={said} onLeave={onClose} />
      </form>
      <div className="mt-4 empty:hidden">
        {refusal?.kind === "signed_out" ? <SignInAgain onDone={countAgain} /> : null}
        {refusal === null || refusal.kind === "signed_out" ? null : (
          <RefusalNotice refusal={refusal} onStartAnyway={() => start(true)} onCountAgain={countAgain} />
        )}
      </div>
    </Dialog>
  );
}
