/** A database that took a question and did not answer it in time: frozen, or behind a network that drops packets. */
export class DatabaseSilent extends Error {
  override readonly name = "DatabaseSilent";
}

/** The answer, or DatabaseSilent after `limitMs`; the question itself may still be answered later, to nobody. */
export async function answerWithin<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
