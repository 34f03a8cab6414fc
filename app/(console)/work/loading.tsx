import { ListSkeleton } from "#components/table/list-skeleton.tsx";

export default function Loading() {
  return <ListSkeleton label="the work queue" />;
}
