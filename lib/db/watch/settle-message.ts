import type pg from "pg";

export type MessageEnd =
  | { kind: "sent"; at: Date }
  | { kind: "retry"; at: Date; error: string }
  | { kind: "given_up"; error: string };

/** Records how an attempt at a message went, unless somebody settled the message meanwhile. */
export async function settleMessage(pool: pg.Pool, id: string, end: MessageEnd): Promise<void> {
  switch (end.kind) {
    case "sent":
      await pool.query(`UPDATE watch_messages SET status = 'sent', sent_at = $2, last_error = NULL ${IF_PENDING}`, [
        id,
        end.at,
      ]);
      return;
    case "retry":
      await pool.query(`UPDATE watch_messages SET next_attempt_at = $2, last_error = $3 ${IF_PENDING}`, [
        id,
        end.at,
        end.error,
      ]);
      return;
    case "given_up":
      await pool.query(`UPDATE watch_messages SET status = 'given_up', last_error = $2 ${IF_PENDING}`, [id, end.error]);
  }
}

const IF_PENDING = "WHERE id = $1 AND status = 'pending'";
