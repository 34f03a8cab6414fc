import { ExternalLink } from "lucide-react";

/** Where an operator may look further, by the templates that operators configured. */
export function SubjectLinks({ links }: { links: readonly { name: string; url: string }[] }) {
  return links.map(({ name, url }) => (
    <a
      key={`${name} ${url}`}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex items-center gap-1 text-accent hover:underline"
    >
      {name}
      <ExternalLink size={12} aria-hidden />
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  ));
}
