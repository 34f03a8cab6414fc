import { ReadTimeout } from "#lib/db/read-rows.ts";
import { AppError } from "#lib/domain/app-error.ts";

const ADVICE =
  "This search takes longer than two seconds. Narrow it: add a time range, a source, a type or a business, or search for a whole id.";

/** Answers a read that was stopped with advice instead of an internal error. */
export async function refuseSlowRead<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReadTimeout) throw new AppError("refused", ADVICE, { cause: error });
    throw error;
  }
}
