import { PageBody } from "#components/layout/page-body.tsx";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const CARDS = ["first", "second", "third", "fourth"];

/** The shape of the overview while it loads. */
export function OverviewSkeleton() {
  return (
    <PageBody kind="detail">
      <div role="status" aria-label="Loading the overview" className="flex flex-col gap-6">
        <Skeleton className="h-6 w-96 max-w-full" />
        <Skeleton className="h-24 w-full" />
        <div className="grid gap-3 xl:grid-cols-2">
          {CARDS.map((card) => (
            <Card key={card} className="flex flex-col gap-3">
              <Skeleton className="h-5 w-48" />
              <Skeleton className="h-10 w-full" />
            </Card>
          ))}
        </div>
      </div>
    </PageBody>
  );
}
