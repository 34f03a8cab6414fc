import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { FormProblem } from "./use-submission.ts";

interface Props {
  problem: FormProblem | null;
  /** The fields that show their own message. */
  fields: readonly string[];
  /** Starts over from what is stored now; absent until that has been read. */
  onReload?: (() => void) | undefined;
}

/** Why a form was not saved, as far as no field says it. */
export function FormNotice({ problem, fields, onReload }: Props) {
  if (problem?.isStale || onReload) {
    return (
      <Notice
        tone="warn"
        title="Somebody else changed this meanwhile"
        action={onReload ? <Button onClick={onReload}>Reload</Button> : null}
      >
        Nothing of yours was saved, so that their change is not overwritten. Reload to see it, then repeat yours.
      </Notice>
    );
  }
  if (problem === null) return null;
  const isAtField = Object.keys(problem.fields).some((field) => fields.includes(field));
  return <Notice tone="bad">{isAtField ? "Nothing was saved. See the marked fields." : problem.message}</Notice>;
}
