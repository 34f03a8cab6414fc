import fc from "fast-check";
import { NOTICE_KINDS, type Notice, type NoticeKind } from "#lib/domain/state/notice.ts";
import { atSecond, notice } from "./notices.ts";

const HALF_MINUTE = 30;
/** Few moments, so that ties and events that cross are common; wide enough to leave every window. */
const second = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 240 })).map((n) => n * HALF_MINUTE);

interface Drawn {
  readonly kind: NoticeKind;
  readonly at: number;
  readonly delay: number;
  readonly isTimed: boolean;
  readonly said: Pick<Notice, "externalId" | "taskTypes" | "status" | "message">;
}

function drawn(kinds: readonly NoticeKind[]): fc.Arbitrary<Drawn> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    at: second,
    delay: fc.oneof(fc.constant(0), second),
    isTimed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
    said: fc.record({
      externalId: fc.constantFrom(null, "ext-1", "ext-2"),
      taskTypes: fc.subarray(["reconnect_account", "request_receipt", "other"]),
      status: fc.constantFrom(null, "created", "pending", "done", "error", "cancelled"),
      message: fc.constantFrom(null, "userError"),
    }),
  });
}

/** Up to `most` notices about one business, account, user and resource, each event once. */
export function someNotices(most: number, kinds: readonly NoticeKind[] = NOTICE_KINDS): fc.Arbitrary<Notice[]> {
  return fc
    .tuple(fc.array(drawn(kinds), { maxLength: most }), fc.constantFrom("taxPayments", "documents", "taxes"))
    .map(([all, resource]) => all.map((each) => toNotice(each, resource)));
}

/** The same events in another order, some of them once more with a later receipt. */
export function retold(notices: readonly Notice[]): fc.Arbitrary<Notice[]> {
  const again = fc.tuple(fc.subarray([...notices]), second).map(([some, delay]) =>
    some.map((each) => {
      const seenAt = laterThan(each, delay + 1);
      return { ...each, seenAt, at: each.isTimed ? each.at : seenAt };
    }),
  );
  return again.chain((repeated) => shuffled([...notices, ...repeated]));
}

export function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

function toNotice({ kind, at, delay, isTimed, said }: Drawn, resource: string): Notice {
  const { externalId, taskTypes, status, message } = said;
  const seenAt = atSecond(at + delay);
  const about: Partial<Notice> = kind.startsWith("resource_") ? { resource, status, message } : { externalId };
  const tasks = kind === "tasks_requested" ? { taskTypes } : {};
  const isUntimed = !isTimed || kind === "tasks_requested" || kind.startsWith("resource_");
  return notice(kind, { ...about, ...tasks, seenAt, ...(isUntimed ? {} : { at: atSecond(at) }) });
}

function laterThan({ seenAt }: Notice, seconds: number): string {
  return atSecond((Date.parse(seenAt) - Date.parse(atSecond(0))) / 1000 + seconds);
}
