import { Badge } from "#components/ui/badge.tsx";

/** Marks what operators said, as opposed to the provider. */
export function OperatorMark() {
  return <Badge title="Given by operators, not by the provider">from your directory</Badge>;
}
