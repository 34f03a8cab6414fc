import { expect, test } from "vitest";
import { atTime, notice } from "#lib/testing/notices.ts";
import { considered } from "./considered.ts";

const at = (minute: number) => atTime(`10:${String(minute).padStart(2, "0")}`);
const expired = (minute: number) => ({
  ...notice("account_expired", { at: at(minute) }),
  type: "PLAID_ACCOUNT_EXPIRED",
});

test("the newest 50 are shown, those that decide always among them", () => {
  const notices = Array.from({ length: 59 }, (_, minute) => expired(minute));
  const { events, isCut } = considered(notices, [notices[0]?.eventId ?? ""]);
  expect(events).toHaveLength(50);
  expect(events.at(-1)).toMatchObject({ at: at(0), decides: true });
  expect(events[0]).toMatchObject({ at: at(58), decides: false });
  expect(isCut).toBe(true);
});

test("a tie of very many events is read in a moment", () => {
  const notices = Array.from({ length: 20_000 }, () => expired(0));
  const start = performance.now();
  const { events, isCut } = considered(
    notices,
    notices.map(({ eventId }) => eventId),
  );
  expect(performance.now() - start).toBeLessThan(1_500);
  expect([events.length, isCut]).toEqual([20_000, false]);
});
