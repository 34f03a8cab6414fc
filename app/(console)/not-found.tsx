import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function ConsoleNotFound() {
  return (
    <NotFoundState title="There is nothing at this address">
      Check the id for missing characters, or paste it into the search at the top.
    </NotFoundState>
  );
}
