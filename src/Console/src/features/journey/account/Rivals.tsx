import { Button, Group, Select, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { count, day, percent, today } from '@/app/format';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import type { PartProps } from './parts';

type Tool = Schema<'ShownRivalTool'>;
type Strength = NonNullable<Tool['present']>['strength'];

const strengths = ['beside', 'threat', 'replaced'] as const;

/** 競合ツール: what the customer uses beside our product, since when, and how we know. */
export function Rivals({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const { asOf } = useAsOf();
  const [adding, setAdding] = useState(false);
  const asked = useGet('/v1/accounts/{accountId}/rival-tools', {
    params: { path: { accountId: account.id }, query: asOf ? { asOf: asOf.day } : {} },
  });
  return (
    <Section
      title={t('rivals.title')}
      help={t('rivals.help')}
      actions={
        session.may('RecordRivalTool') && !adding ? (
          <Button size="xs" variant="default" onClick={() => setAdding(true)}>
            {t('rivals.add')}
          </Button>
        ) : null
      }
    >
      {adding ? <ToolForm account={account.id} close={() => setAdding(false)} /> : null}
      <Answer of={asked} rows={2}>
        {({ tools }) =>
          tools.length === 0 ? (
            <Empty words={t('rivals.none')} />
          ) : (
            <DataTable
              caption={t('rivals.title')}
              rows={tools}
              idOf={(row) => row.id}
              columns={[
                { id: 'product', heading: t('rivals.product'), cell: (row) => row.productName },
                {
                  id: 'department',
                  heading: t('people.department'),
                  cell: (row) => row.department ?? t('rivals.company'),
                },
                { id: 'strength', heading: t('rivals.strength'), cell: (row) => <Standing tool={row} /> },
                { id: 'from', heading: t('rivals.from'), cell: (row) => (row.present ? day(row.present.from) : null) },
                {
                  id: 'seats',
                  heading: t('account.seats'),
                  figure: true,
                  cell: (row) => (row.present?.seats == null ? null : count(row.present.seats)),
                },
                {
                  id: 'share',
                  heading: t('rivals.share'),
                  figure: true,
                  cell: (row) => (row.present?.share == null ? null : percent(row.present.share)),
                },
                { id: 'source', heading: t('rivals.source'), cell: (row) => row.present?.source },
              ]}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function Standing({ tool: { present } }: { tool: Tool }) {
  const { t } = useTranslation();
  if (!present?.inUse) {
    return <Tag>{t(present ? 'rivals.ended' : 'rivals.takenBack')}</Tag>;
  }
  return (
    <Tag tone={present.strength === 'beside' ? undefined : 'warn'}>{t(`rivals.strengths.${present.strength}`)}</Tag>
  );
}

/** A rival product that is seen in use: which, where, how strong, since when and how we know. */
function ToolForm({ account, close }: { account: string; close: () => void }) {
  const { t } = useTranslation();
  const register = useGet('/v1/rival-products');
  const [product, setProduct] = useState<string | null>(null);
  const [department, setDepartment] = useState('');
  const [strength, setStrength] = useState<Strength>('beside');
  const [from, setFrom] = useState<string | null>(today());
  const [source, setSource] = useState('');
  const record = useSend(
    () =>
      told(
        api.POST('/v1/accounts/{accountId}/rival-tools', {
          params: { path: { accountId: account } },
          body: { product, department: department.trim() || null, standing: { from, strength, source: source.trim() } },
        } as never),
      ),
    ['/v1/accounts', '/v1/rival-tools'],
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('rivals.added') });
            close();
          },
        });
      }}
    >
      {record.error ? <Refused refusal={record.error} /> : null}
      <Group gap="xs" align="flex-end">
        <Select
          label={t('rivals.product')}
          description={register.data?.products.length === 0 ? t('rivals.noProducts') : undefined}
          required
          searchable
          data={(register.data?.products ?? []).map((one) => ({ value: one.code, label: one.name }))}
          value={product}
          onChange={setProduct}
        />
        <TextInput
          label={t('people.department')}
          maxLength={100}
          value={department}
          onChange={(event) => setDepartment(event.currentTarget.value)}
        />
        <Select
          label={t('rivals.strength')}
          allowDeselect={false}
          data={strengths.map((value) => ({ value, label: t(`rivals.strengths.${value}`) }))}
          value={strength}
          onChange={(next) => setStrength(next as Strength)}
        />
        <DateInput
          label={t('rivals.from')}
          required
          valueFormat="YYYY-MM-DD"
          maxDate={today()}
          value={from}
          onChange={setFrom}
        />
        <TextInput
          label={t('rivals.source')}
          required
          maxLength={300}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      </Group>
      <Group gap="xs" mt="xs">
        <Button type="submit" disabled={!product || !from || !source.trim()} loading={record.isPending}>
          {t('rivals.add')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}
