import { Skeleton } from "./skeleton.tsx";

/** The shape of a detail page while it loads. */
export function DetailSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={`Loading ${label}`} className="gutter flex flex-col gap-5 py-5">
      <Skeleton className="h-6 w-72 max-w-full" />
      <div className="grid grid-cols-2 gap-4 md:grid-cols-4">
        {["source", "type", "time", "state"].map((part) => (
          <div key={part} className="flex flex-col gap-2">
            <Skeleton className="h-3 w-16" />
            <Skeleton className="h-4 w-32" />
          </div>
        ))}
      </div>
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-64 w-full" />
    </div>
  );
}
