import { SubjectLinks } from "./subject-links.tsx";

/** The operators' links of one connection or resource; nothing where no template fits. */
export function RowLinks({ links }: { links: readonly { name: string; url: string }[] }) {
  if (links.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3">
      <SubjectLinks links={links} />
    </p>
  );
}
