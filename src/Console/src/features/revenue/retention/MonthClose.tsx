import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, once, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { moment, month, monthsBack } from '@/app/format';
import { useSession } from '@/app/session';
import { type Column, DataTable } from '@/kit/DataTable';
import { followJob } from '@/kit/JobToast';
import { Section } from '@/kit/Page';
import { monthPlus } from '@/kit/Period';
import { Answer, Empty, Refused } from '@/kit/States';

type Close = Schema<'MonthCloseRow'>;

/** The months whose figures are frozen, what was learnt of each afterwards, and how to close the next. */
export function MonthClose() {
  const { t } = useTranslation();
  const session = useSession();
  const [, change] = useAddress();
  const [asking, setAsking] = useState(false);
  const closes = useGet('/v1/month-closes', { params: { query: { limit: 36 } } });
  const newest = closes.data?.items[0]?.month;
  const last = monthsBack(1);
  const next = newest ? monthPlus(newest, 1) : last;
  const open = next <= last;
  const columns: Column<Close>[] = [
    { id: 'month', heading: t('retention.month'), cell: (row) => month(row.month) },
    { id: 'closedAt', heading: t('retention.closedAt'), cell: (row) => moment(row.closedAt) },
    {
      id: 'accounts',
      heading: t('retention.closedAccounts'),
      figure: true,
      cell: (row) => t('retention.customers', { count: row.accounts }),
    },
    {
      id: 'adjustments',
      heading: t('retention.adjustments'),
      cell: (row) => (
        <Button variant="subtle" size="compact-sm" onClick={() => change({ rows: `adjustments.${row.month}` })}>
          {t('retention.seeAdjustments')}
          <span className="visually-hidden">{month(row.month)}</span>
        </Button>
      ),
    },
  ];
  return (
    <Section
      title={t('retention.closing')}
      help={t('retention.closingHelp')}
      actions={
        session.may('OrderMonthClose') && closes.data ? (
          open ? (
            <Button onClick={() => setAsking(true)}>{t('retention.close')}</Button>
          ) : (
            <Text size="sm" c="dimmed">
              {t('retention.allClosed', { month: month(newest) })}
            </Text>
          )
        ) : null
      }
    >
      <Answer of={closes} rows={6}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty words={t('retention.noneClosed')} />
          ) : (
            <DataTable
              caption={t('chart.tableOf', { of: t('retention.closing') })}
              rows={data.items.slice(0, 12)}
              columns={columns}
              idOf={(row) => row.month}
            />
          )
        }
      </Answer>
      <CloseForm key={next} from={next} to={last} opened={asking} close={() => setAsking(false)} />
    </Section>
  );
}

/** Asks once more, since closed figures do not change; the work is followed in the corner of every screen. */
function CloseForm({ from, to, opened, close }: { from: string; to: string; opened: boolean; close: () => void }) {
  const { t } = useTranslation();
  const months = Array.from({ length: 24 }, (_, ahead) => monthPlus(from, ahead)).filter((one) => one <= to);
  const [through, setThrough] = useState(months[0] ?? to);
  const order = useSend((sent: string) =>
    told(api.POST('/v1/month-closes', { params: { header: once() }, body: { through: sent } })),
  );
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('retention.close')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('retention.closeWarning')}</Text>
        <Select
          label={t('retention.through')}
          allowDeselect={false}
          data={months.map((value) => ({ value, label: month(value) }))}
          value={through}
          onChange={(value) => value && setThrough(value)}
        />
        {order.error ? <Refused refusal={order.error} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('form.cancel')}
          </Button>
          <Button
            loading={order.isPending}
            onClick={() =>
              order.mutate(through, {
                onSuccess: ({ jobId }) => {
                  followJob({
                    id: jobId,
                    kind: 'CloseMonths',
                    on: month(through),
                    after: ['/v1/month-closes', '/v1/retention'],
                  });
                  close();
                },
              })
            }
          >
            {t('retention.closeThrough', { month: month(through) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
