import { clsx } from "clsx";

export const COUNT_HEAD = "px-2 pb-1 text-right font-normal text-faint text-sm first:pl-0 first:text-left last:pr-0";
export const COUNT_CELL = "px-2 py-1.5 text-right align-top first:pl-0 first:text-left last:pr-0";
/** Where it is narrow, a row becomes a card of labelled numbers. */
export const COUNT_ROW = "border-t max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:py-2";

interface Props {
  /** The head of the column; stands beside the number where there are no columns. */
  label: string;
  /** Null where it could not be counted. */
  count: number | null;
  tone?: "bad" | "ok";
}

/** A number of a table of destinations; nothing to see where it is zero. */
export function CountCell({ label, count, tone }: Props) {
  const isLoud = count !== null && count > 0;
  return (
    <td className={clsx(COUNT_CELL, "max-md:flex max-md:justify-between max-md:px-0 max-md:py-0.5")}>
      <span className="text-faint md:sr-only">{label}</span>{" "}
      <span
        className={clsx(
          !isLoud && "text-faint",
          isLoud && tone === "bad" && "text-bad",
          isLoud && tone === "ok" && "text-ok",
        )}
      >
        {count === null ? "not counted" : count.toLocaleString("en-GB")}
      </span>
    </td>
  );
}
