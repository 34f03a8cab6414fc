import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const COLUMNS = ["a", "b", "c", "d", "e"] as const;

interface Props {
  /** "Counting 12 events…" */
  text: string;
  onStop: () => void;
}

/** The shape of the table of destinations while they are being counted. */
export function PreviewSkeleton({ text, onStop }: Props) {
  return (
    <div>
      <div aria-hidden className="flex flex-col">
        {["w-24", "w-32"].map((width) => (
          <div key={width} className="flex h-8 items-center gap-6 border-t">
            <Skeleton className={`h-3 ${width}`} />
            <span className="ml-auto flex gap-8 max-md:hidden">
              {COLUMNS.map((column) => (
                <Skeleton key={column} className="h-3 w-10" />
              ))}
            </span>
          </div>
        ))}
      </div>
      <CountingLine text={text} onStop={onStop} />
    </div>
  );
}

/** Says that numbers are being counted, with a way to give that up. */
export function CountingLine({ text, onStop }: Props) {
  return (
    <p className="flex min-h-7 items-center gap-2 text-faint">
      <span role="status">{text}</span>
      <Button size="sm" tone="ghost" onClick={onStop}>
        Stop
      </Button>
    </p>
  );
}
