export interface TaskTypeEntry {
  readonly label: string;
  /** What the owner has to do, as said to the owner. */
  readonly asks: string;
  readonly actor: "owner" | "unknown";
}

/** Asset's task types: the seven of its webhook page and the two that only its API names. */
const TASK_TYPES: ReadonlyMap<string, TaskTypeEntry> = new Map(
  Object.entries({
    categorize_transaction: owner("categorize transaction", "Say what a transaction was for."),
    reconnect_account: owner(
      "reconnect account",
      "Reconnect the bank through Plaid; until then no transactions arrive.",
    ),
    request_receipt: owner("receipt", "Upload the receipt of a transaction."),
    request_statement: owner("bank statement", "Upload a bank statement."),
    request_other_document: owner("other document", "Upload the document that was asked for."),
    request_payroll: owner("payroll document", "Upload the payroll document that was asked for."),
    review_personal_transaction: owner(
      "review personal transactions",
      "Mark which transactions were for the business.",
    ),
    review_transactions: owner("review transactions", "Review the listed transactions."),
    other: owner("other task", "See the task's description at Asset."),
  }),
);

export const TASK_TYPE_NAMES: readonly string[] = [...TASK_TYPES.keys()];

/** What a task type means and who must act; an unknown one keeps its name, with blanks for underscores. */
export function describeTaskType(type: string): TaskTypeEntry {
  const known = TASK_TYPES.get(type);
  if (known !== undefined) return known;
  return { label: humanised(type), asks: "Asset's documentation does not name this task.", actor: "unknown" };
}

export function taskTypeWords(type: string): string {
  return describeTaskType(type).label;
}

function owner(label: string, asks: string): TaskTypeEntry {
  return { label, asks, actor: "owner" };
}

function humanised(type: string): string {
  const words = type.replaceAll(/[_\s]+/g, " ").trim();
  return words === "" ? type : words;
}
