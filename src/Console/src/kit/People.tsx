import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';

/** Names of colleagues by their id, or by how the audit trail writes them (person:id); others stand as they are. */
export function usePersonNames(when = true): (actor: string) => string {
  const may = useSession().may('ListPeople');
  const people = useGet('/v1/people', { params: { query: { limit: 200, sort: ['name'] } } }, { when: may && when });
  const names = new Map(people.data?.items.map((person) => [person.id, person.name]));
  return (actor) => names.get(actor.replace(/^person:/, '')) ?? (people.isFetching ? '…' : actor);
}
