import { Link } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useSession } from '@/app/session';

/** A customer's name that leads to their page, where the reader may open it. */
export function AccountLink({ id, name }: { id: string; name: string }) {
  return !useSession().may('GetAccount') ? (
    name
  ) : (
    <Link to="/accounts/$accountId" params={{ accountId: id }}>
      {name}
    </Link>
  );
}

/** The words of phases in the reader's language, as the company calls them, in their order. */
export function usePhases(): readonly { code: string; name: string }[] {
  const { i18n } = useTranslation();
  const { data } = useGet('/v1/phases');
  return useMemo(
    () =>
      (data?.phases ?? []).map((phase) => ({ code: phase.code, name: i18n.language === 'ja' ? phase.ja : phase.en })),
    [data, i18n.language],
  );
}

/** The phase of every prospect; it is none of the configured set. */
const beforeIntroduction = 'before-introduction';

/** The word of one phase, or the code where the company has no such phase any more. */
export function usePhaseName(): (code: string | null | undefined) => string | null {
  const { t } = useTranslation();
  const phases = usePhases();
  return useCallback(
    (code) =>
      code === beforeIntroduction
        ? t('preSale.phase')
        : code
          ? (phases.find((phase) => phase.code === code)?.name ?? code)
          : null,
    [phases, t],
  );
}

const page = 100;

/** A hundred names at most, which is what the API gives at once. */
function useNamesOf(wanted: readonly string[], may: boolean) {
  return useGet(
    '/v1/accounts',
    { params: { query: { limit: page, 'filter[id][in]': [...wanted] } } },
    { when: may && wanted.length > 0 },
  );
}

/** Customers by their id: the first three hundred, within the reader's reach; and whether some are still awaited. */
function useAccountsOf(ids: readonly string[]) {
  const may = useSession().may('ListAccounts');
  const wanted = [...new Set(ids)].sort();
  const found = [
    useNamesOf(wanted.slice(0, page), may),
    useNamesOf(wanted.slice(page, 2 * page), may),
    useNamesOf(wanted.slice(2 * page, 3 * page), may),
  ];
  const accounts = new Map(found.flatMap(({ data }) => data?.items ?? []).map((account) => [account.id, account]));
  return { may, accounts, waiting: found.some(({ isFetching }) => isFetching) };
}

/**
 * Names of customers by their id, for answers that hold ids alone. Where the reader may not see names at all, the last
 * digits of the id tell customers apart.
 */
export function useAccountNames(ids: readonly string[]): (id: string) => string {
  const { t } = useTranslation();
  const { may, accounts, waiting } = useAccountsOf(ids);
  return (id) =>
    may ? (accounts.get(id)?.name ?? (waiting ? '…' : t('figure.none'))) : t('names.unseen', { id: id.slice(-6) });
}

/** Who looks after customers, by the customer's id. */
export function useAccountOwners(ids: readonly string[]): (id: string) => { id: string | null; name: string | null } {
  const { accounts } = useAccountsOf(ids);
  return (id) => ({ id: accounts.get(id)?.ownerId ?? null, name: accounts.get(id)?.ownerName ?? null });
}
