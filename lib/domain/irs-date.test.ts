import { expect, test } from "vitest";
import { nextIrsDate } from "./irs-date.ts";

const next = (day: string, time = "12:00:00Z") => nextIrsDate(new Date(`${day}T${time}`));

test("the next date is the next 15th of January, April, June or September", () => {
  expect(next("2026-01-01")).toBe("2026-01-15");
  expect(next("2026-01-16")).toBe("2026-04-15");
  expect(next("2026-04-16")).toBe("2026-06-15");
  expect(next("2026-06-16")).toBe("2026-09-15");
  expect(next("2026-11-21")).toBe("2027-01-15");
});

test("a date that is today is the next one, from its first to its last moment in UTC", () => {
  expect(next("2026-06-15", "00:00:00Z")).toBe("2026-06-15");
  expect(next("2026-06-15", "23:59:59.999Z")).toBe("2026-06-15");
  expect(next("2026-06-16", "00:00:00Z")).toBe("2026-09-15");
});

test("a date on a weekend moves to the Monday", () => {
  expect(next("2025-06-14")).toBe("2025-06-16");
  expect(next("2024-06-15")).toBe("2024-06-17");
  expect(next("2024-06-17")).toBe("2024-06-17");
});

test("a date on a holiday of the District of Columbia moves on", () => {
  // Emancipation Day, observed on Friday the 15th of April 2022 and on Monday the 17th of April 2023 and 2028.
  expect(next("2022-04-01")).toBe("2022-04-18");
  expect(next("2023-04-01")).toBe("2023-04-18");
  expect(next("2028-04-01")).toBe("2028-04-18");
  // The 15th of April 2018 was a Sunday, the day after it Emancipation Day.
  expect(next("2018-04-01")).toBe("2018-04-17");
  // Martin Luther King Day, the third Monday: the 15th in 2024, the 16th after a Sunday in 2023, the 17th in 2022.
  expect(next("2024-01-02")).toBe("2024-01-16");
  expect(next("2023-01-02")).toBe("2023-01-17");
  expect(next("2022-01-02")).toBe("2022-01-18");
});
