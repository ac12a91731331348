import { Button, FileInput, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { count, money, month, monthsBack } from '@/app/format';
import { AccountLink } from '@/kit/Accounts';
import { type Column, DataTable } from '@/kit/DataTable';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import { Empty, Refused } from '@/kit/States';
import { pastedLines } from './pasted';
import classes from './Retention.module.css';

type Reconciliation = Schema<'Reconciliation'>;
type Side = Reconciliation['currencies'][number];
type Cause = Side['causes'][number];
type Difference = Side['customers'][number];

const kinds: Record<string, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Lays finance's month beside ours: pasted or as a file; every difference with its cause and its customers. */
export function FinanceMonth({ currency }: { currency: string }) {
  const { t } = useTranslation();
  const [of, setMonth] = useState(monthsBack(1));
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const pasted = pastedLines(text, currency);
  const compare = useSend(() =>
    told(
      file
        ? api.POST('/v1/finance-reconciliations/file', {
            params: { query: { month: of } },
            body: file as never,
            bodySerializer: (body) => body as never,
            headers: { 'Content-Type': kinds[file.name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' },
          })
        : api.POST('/v1/finance-reconciliations', { body: { month: of, lines: pasted.lines } }),
    ),
  );
  return (
    <Section title={t('retention.finance')} help={t('retention.financeHelp')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          compare.mutate();
        }}
      >
        <Stack gap="sm" maw={720}>
          <Group align="flex-start" gap="sm">
            <Select
              label={t('retention.month')}
              w={160}
              allowDeselect={false}
              data={Array.from({ length: 36 }, (_, back) => monthsBack(back)).map((value) => ({
                value,
                label: month(value),
              }))}
              value={of}
              onChange={(value) => value && setMonth(value)}
            />
            <FileInput
              label={t('retention.file')}
              placeholder={t('retention.fileHelp')}
              w={280}
              accept=".csv,.xlsx,.json"
              clearable
              clearButtonProps={{ 'aria-label': t('form.clear') }}
              leftSection={<IconUpload size={16} aria-hidden />}
              value={file}
              onChange={setFile}
            />
          </Group>
          <Textarea
            label={t('retention.paste')}
            description={t('retention.pasteHelp')}
            placeholder={t('retention.pasteExample')}
            autosize
            minRows={4}
            maxRows={12}
            disabled={file !== null}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {file === null && pasted.faults.length > 0 ? (
            <Text size="sm" c="var(--bad)" role="alert">
              {t('retention.pasteFault', { lines: pasted.faults.slice(0, 5).join(', ') })}
            </Text>
          ) : null}
          {compare.error ? <Refused refusal={compare.error} /> : null}
          <Button
            type="submit"
            w="fit-content"
            loading={compare.isPending}
            disabled={file === null && (pasted.lines.length === 0 || pasted.faults.length > 0)}
          >
            {file === null && pasted.lines.length > 0
              ? t('retention.compareLines', { count: pasted.lines.length })
              : t('retention.compare')}
          </Button>
        </Stack>
      </form>
      {compare.data ? <Compared data={compare.data} /> : null}
    </Section>
  );
}

function Compared({ data }: { data: Reconciliation }) {
  return data.currencies.map((side) => <ComparedIn key={side.currency} side={side} data={data} />);
}

function ComparedIn({ side, data }: { side: Side; data: Reconciliation }) {
  const { t } = useTranslation();
  const [cause, setCause] = useState<Cause['cause'] | null>(null);
  const causes: Column<Cause>[] = [
    { id: 'cause', heading: t('retention.cause'), width: 240, cell: (row) => t(`retention.differences.${row.cause}`) },
    {
      id: 'customers',
      heading: t('retention.affected'),
      figure: true,
      cell: (row) => t('retention.customers', { count: row.customers }),
    },
    { id: 'difference', heading: t('retention.difference'), figure: true, cell: (row) => money(row.difference) },
  ];
  const customers: Column<Difference>[] = [
    {
      id: 'customer',
      heading: t('retention.customer'),
      cell: (row) =>
        row.accountId ? <AccountLink id={row.accountId} name={row.accountExternalId} /> : row.accountExternalId,
    },
    { id: 'cause', heading: t('retention.cause'), cell: (row) => t(`retention.differences.${row.cause}`) },
    { id: 'theirs', heading: t('retention.theirs'), figure: true, cell: (row) => money(row.theirs) },
    { id: 'ours', heading: t('retention.ours'), figure: true, cell: (row) => money(row.ours) },
    { id: 'difference', heading: t('retention.difference'), figure: true, cell: (row) => money(row.difference) },
  ];
  const shown = side.customers.filter((row) => !cause || row.cause === cause);
  const facts = { asOf: data.asOf, definition: t(`retention.comparedAs.${data.basis}`, { month: month(data.month) }) };
  return (
    <Stack gap="md">
      <div className={classes.packs}>
        <Figure label={t('retention.theirs')} value={money(side.theirs)} {...facts} />
        <Figure label={t('retention.ours')} value={money(side.ours)} {...facts} />
        <Figure
          label={t('retention.difference')}
          value={money(side.difference)}
          {...facts}
          below={t('retention.agreeing', { count: count(side.agreeing) })}
        />
      </div>
      {side.causes.length === 0 ? (
        <Empty words={t('retention.noDifference')} />
      ) : (
        <>
          <DataTable
            caption={t('chart.tableOf', { of: t('retention.cause') })}
            rows={side.causes}
            columns={causes}
            idOf={(row) => row.cause}
            onOpen={(row) => setCause(cause === row.cause ? null : row.cause)}
            totals={{ difference: money(side.difference) }}
          />
          <Group gap="xs">
            <Text size="sm">
              {cause
                ? t('retention.ofCause', { cause: t(`retention.differences.${cause}`) })
                : t('retention.allDifferences')}
            </Text>
            {cause ? (
              <Button variant="subtle" size="compact-sm" onClick={() => setCause(null)}>
                {t('retention.allCauses')}
              </Button>
            ) : null}
          </Group>
          <DataTable
            caption={t('retention.allDifferences')}
            tall={shown.length > 40}
            rows={shown}
            columns={customers}
            idOf={(row) => row.accountExternalId}
          />
        </>
      )}
    </Stack>
  );
}
