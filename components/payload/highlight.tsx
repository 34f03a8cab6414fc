/** Marks the first place where `query` occurs. */
export function Highlight({ text, query }: { text: string; query: string }) {
  const at = query === "" ? -1 : text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0) return text;
  const end = at + query.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-xs bg-mark text-strong">{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
