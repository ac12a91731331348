import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useList } from '@/api/useGet';
import { count, dayShort } from '@/app/format';
import { useAccountNames } from '@/kit/Accounts';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';

type Customer = Schema<'WaitingCustomer'>;

interface CustomersProps {
  by: string;
  start: string | undefined;
  /** The group's key; empty for customers of whom it is unknown. */
  group: string;
  close: () => void;
}

/** The customers behind one group of time to value. */
export function Customers({ by, start, group, close }: CustomersProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useList('/v1/time-to-value/customers', {
    params: { query: { limit: 100, by, ...(start ? { start } : {}), 'filter[segment][eq]': group || 'null' } },
  } as never);
  const rows = list.rows as Customer[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));
  return (
    <Section
      title={t('onboarding.behind', { group: group || t('onboarding.unknown') })}
      actions={
        <Button size="xs" variant="default" onClick={close}>
          {t('form.close')}
        </Button>
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={4} />
      ) : (
        <DataTable
          caption={t('onboarding.behind', { group: group || t('onboarding.unknown') })}
          tall
          rows={rows}
          idOf={(row) => row.accountId}
          onOpen={(row) => void navigate({ to: '/accounts/$accountId', params: { accountId: row.accountId } })}
          onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
          columns={[
            { id: 'name', heading: t('projects.account'), cell: (row) => accountName(row.accountId) },
            {
              id: 'state',
              heading: t('projects.state'),
              cell: (row) => (
                <Tag tone={row.state === 'reached' ? 'good' : row.state === 'churned' ? 'bad' : 'warn'}>
                  {t(`onboarding.states.${row.state}`)}
                </Tag>
              ),
            },
            { id: 'days', heading: t('onboarding.daysHeading'), figure: true, cell: (row) => count(row.days) },
            { id: 'start', heading: t('onboarding.startOn'), figure: true, cell: (row) => dayShort(row.startOn) },
            { id: 'end', heading: t('onboarding.endOn'), figure: true, cell: (row) => dayShort(row.endOn) },
          ]}
        />
      )}
    </Section>
  );
}
