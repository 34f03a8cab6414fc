import { CopyButton } from "./copy-button.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface Props {
  /** Names the region for a screen reader: "Response body". */
  label: string;
  /** What is copied. */
  text: string;
  /** What is shown, when that differs. */
  shown?: string;
  /** Break long lines instead of scrolling sideways. */
  wrap?: boolean;
}

/** Text exactly as it is, in mono, in a region of its own that scrolls. */
export function CodeBlock({ label, text, shown = text, wrap = false }: Props) {
  return (
    <div className="relative rounded-md border bg-sunken">
      <ScrollRegion label={label} className="focus-inset max-h-96 overflow-auto rounded-md p-3 pr-11">
        <pre className={wrap ? "mono whitespace-pre-wrap break-all" : "mono"}>{shown}</pre>
      </ScrollRegion>
      <CopyButton text={text} label={`Copy: ${label}`} className="absolute top-1.5 right-2 bg-sunken" />
    </div>
  );
}
