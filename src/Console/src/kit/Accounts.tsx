import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';

/** A customer's name that leads to their page. */
export function AccountLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/accounts/$accountId" params={{ accountId: id }}>
      {name}
    </Link>
  );
}

/** The words of phases in the reader's language, as the company calls them, in their order. */
export function usePhases(): { code: string; name: string }[] {
  const { i18n } = useTranslation();
  const set = useGet('/v1/phases');
  return (set.data?.phases ?? []).map((phase) => ({
    code: phase.code,
    name: i18n.language === 'ja' ? phase.ja : phase.en,
  }));
}

/** The word of one phase, or the code where the company has no such phase any more. */
export function usePhaseName(): (code: string | null | undefined) => string | null {
  const phases = usePhases();
  return (code) => (code ? (phases.find((phase) => phase.code === code)?.name ?? code) : null);
}

/** Names of customers by their id, for answers that hold ids alone. Asks for the list once, within the reader's reach. */
export function useAccountNames(ids: readonly string[]): (id: string) => string {
  const { t } = useTranslation();
  const wanted = [...new Set(ids)].sort().slice(0, 100);
  const found = useGet(
    '/v1/accounts',
    { params: { query: { limit: 100, 'filter[id][in]': wanted } } },
    { when: wanted.length > 0 },
  );
  const names = new Map(found.data?.items.map((account) => [account.id, account.name]));
  return (id) => names.get(id) ?? (found.isPending ? '…' : t('figure.none'));
}
