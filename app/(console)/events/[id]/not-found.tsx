import { NotFoundState } from "#components/layout/not-found-state.tsx";

export default function EventNotFound() {
  return (
    <NotFoundState title="No event has this id">
      Check the id for missing characters. A request that was refused is no event: look among the requests.
    </NotFoundState>
  );
}
