import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { ListToolbar } from "./list-toolbar.tsx";

const CARDS = ["first", "second", "third"];

/** The shape of a page of cards while it loads. */
export function CardsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={`Loading ${label}`}>
      <ListToolbar>
        <Skeleton className="h-7 w-28" />
      </ListToolbar>
      <div className="gutter flex flex-col gap-3 pb-6">
        {CARDS.map((card) => (
          <Card key={card} className="flex flex-col gap-3">
            <Skeleton className="h-5 w-56 max-w-full" />
            <Skeleton className="h-4 w-80 max-w-full" />
            <Skeleton className="h-7 w-full" />
          </Card>
        ))}
      </div>
    </div>
  );
}
