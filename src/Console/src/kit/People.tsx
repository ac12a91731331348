import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';

/** All people, by name, where the reader may list them. */
export function usePeople(): readonly Schema<'PersonProfile'>[] {
  const session = useSession();
  const people = useGet(
    '/v1/people',
    { params: { query: { limit: 200, sort: ['name'] } } },
    { when: session.may('ListPeople') },
  );
  return people.data?.items ?? [];
}

/** Names of people by their id; the reader themselves where they may list nobody. */
export function usePersonName(): (id: string | null | undefined) => string {
  const { t } = useTranslation();
  const session = useSession();
  const names = new Map(usePeople().map((person) => [person.id, person.name]));
  return (id) =>
    id ? (names.get(id) ?? (id === session.personId ? session.name : t('person.unnamed'))) : t('figure.none');
}

/** Names by how the audit trail writes who acted (person:id); others, such as a model, stand as they are. */
export function useActorName(): (actor: string) => string {
  const names = new Map(usePeople().map((person) => [person.id, person.name]));
  return (actor) => names.get(actor.replace(/^person:/, '')) ?? actor;
}
