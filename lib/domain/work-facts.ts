import type { WorkKind } from "./work-kind.ts";

/** What the sentences of an item are made of, by kind; times are ISO 8601. */
export interface WorkFactsByKind {
  connection_expired: {
    /** Whether the business's open tasks ask for a reconnect, and when the owner was last reminded of it. */
    readonly isReconnectAsked: boolean;
    readonly lastReminderAt: string | null;
  };
  payment_error: ResourceErrorFacts;
  document_error: ResourceErrorFacts;
  tasks_open: {
    readonly state: "open" | "open_or_completed";
    readonly taskTypes: readonly string[];
    readonly lastReminderAt: string | null;
  };
  payment_stuck: { readonly status: string };
  no_connection: Readonly<Record<never, never>>;
  late_activity: { readonly count: number; readonly lastAt: string | null };
  unclear: {
    readonly subject: "business" | "connection" | "resource";
    /** What it may be. */
    readonly candidates: readonly string[];
  };
}

interface ResourceErrorFacts {
  readonly status: string | null;
  readonly message: string | null;
}

export type WorkFacts = {
  [Kind in WorkKind]: { readonly kind: Kind; readonly since: string } & WorkFactsByKind[Kind];
}[WorkKind];
