import * as said from "./said-events.ts";
import type { TestEvent } from "./test-events.ts";

type AboutBusiness = {
  businessId: string;
  externalId?: string;
  accountId?: string;
  taskTypes?: string[];
  /** When it happened; also when it was received, unless `receivedAt` says otherwise. */
  at: Date;
  receivedAt?: Date;
};

/** An Asset event at a moment, as the door would have stored it. TASK_REQUEST carries no time. */
export function assetEvent(sourceId: string, type: string, given: AboutBusiness): TestEvent {
  const { businessId, at, receivedAt = at, ...about } = given;
  const time = about.taskTypes === undefined ? at.toISOString() : null;
  return said.assetEvent(type, businessId, { ...about, sourceId, at: time, receivedAt });
}

type AboutUser = { userId: string; resourceId: string; status?: string; message?: string; at: Date };

/** An Abound event at a moment, as the door would have stored it: it carries no time. */
export function aboundEvent(sourceId: string, type: string, { userId, at, ...about }: AboutUser): TestEvent {
  return said.aboundEvent(type, userId, { ...about, sourceId, receivedAt: at });
}
