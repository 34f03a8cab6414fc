/** Stands in a cell that has nothing to show; `says` is read aloud and shown on hover. Without a column it says nothing. */
export function Dash({ says = "none" }: { says?: string }) {
  return (
    <span title={says} className="text-faint max-md:hidden">
      <span aria-hidden>–</span>
      <span className="sr-only">{says}</span>
    </span>
  );
}
