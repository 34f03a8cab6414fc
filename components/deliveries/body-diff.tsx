import { displayText } from "#components/payload/payload-text.ts";
import { DiffBlock } from "#components/ui/diff-block.tsx";
import type { AttemptRow } from "#lib/domain/api/deliveries.ts";
import { diffLines } from "#lib/domain/diff-lines.ts";

interface Props {
  left: AttemptRow;
  right: AttemptRow;
  canSeeResponses: boolean;
}

/** The response bodies of two attempts line by line, as text. JSON is laid out in lines first. */
export function BodyDiff({ left, right, canSeeResponses }: Props) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-base">Response body</h3>
      {canSeeResponses ? (
        <Difference left={left.responseSnippet ?? ""} right={right.responseSnippet ?? ""} />
      ) : (
        <p className="text-faint">Your role may not see what receivers answer. Ask an operator.</p>
      )}
    </div>
  );
}

function Difference({ left, right }: { left: string; right: string }) {
  if (left === "" && right === "") return <p className="text-faint">Neither response has a body.</p>;
  if (left === right) return <p className="text-faint">No difference: both are the same text.</p>;
  const changes = diffLines(laidOut(left), laidOut(right));
  return <DiffBlock label="Response bodies, line by line" changes={changes} />;
}

function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return displayText(text);
    throw error;
  }
}
