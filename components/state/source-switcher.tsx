import type { Route } from "next";
import Link from "next/link";

interface Props {
  noun: "business" | "user";
  /** Slugs of the other sources that name the same id. */
  others: readonly string[];
  hrefOf: (source: string) => Route;
}

/** The same id from another source is another subject: says so and leads there. */
export function SourceSwitcher({ noun, others, hrefOf }: Props) {
  if (others.length === 0) return null;
  return (
    <p className="text-normal">
      {others.length === 1 ? "Another source names" : "Other sources name"} a {noun} of this id, which is kept apart:{" "}
      {others.map((source, index) => (
        <span key={source}>
          {index > 0 ? ", " : ""}
          <Link href={hrefOf(source)} className="text-accent hover:underline">
            {source}
          </Link>
        </span>
      ))}
    </p>
  );
}
