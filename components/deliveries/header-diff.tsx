import { DiffBlock } from "#components/ui/diff-block.tsx";
import { diffHeaders, type HeaderDifference } from "#lib/domain/diff-headers.ts";
import type { LineChange } from "#lib/domain/diff-lines.ts";
import type { HeaderPair } from "#lib/domain/shown-headers.ts";

interface Props {
  title: string;
  left: readonly HeaderPair[];
  right: readonly HeaderPair[];
}

/** The headers that differ between two attempts, and how many are alike. */
export function HeaderDiff({ title, left, right }: Props) {
  const { differences, alike } = diffHeaders(left, right);
  const rest = alike === 1 ? "1 is alike." : `${alike} are alike.`;
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-base">{title}</h3>
      {differences.length === 0 ? (
        <p className="text-faint">{alike === 0 ? "Neither has any." : `No difference: ${rest}`}</p>
      ) : (
        <>
          <DiffBlock label={`${title} that differ`} changes={differences.flatMap(toLines)} />
          <p className="mt-1 text-faint text-sm">{alike === 0 ? "None is alike." : rest}</p>
        </>
      )}
    </div>
  );
}

function toLines({ name, before, after }: HeaderDifference): LineChange[] {
  const lines: LineChange[] = [];
  if (before !== null) lines.push({ kind: "removed", text: `${name}: ${before}` });
  if (after !== null) lines.push({ kind: "added", text: `${name}: ${after}` });
  return lines;
}
