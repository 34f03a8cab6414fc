/** "1 event", "1,284 events"; `many` for nouns that do not take an s. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? noun : many}`;
}
