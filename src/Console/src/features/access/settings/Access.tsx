import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useSession } from '@/app/session';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { operationCodes, useOperationName } from './operations';

type Reach = Schema<'PermittedOperation'>['yours'];

/** The id within an address of this console or of the API, or the id itself. */
const idIn = (pasted: string) =>
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(pasted)?.[0] ?? undefined;

/** Why can't I see this: the rule, how far it reaches, and what would widen it. */
export default function Access() {
  const { t } = useTranslation();
  const session = useSession();
  const operationName = useOperationName();
  const [address, change] = useAddress();
  const permissions = useGet('/v1/permissions', { params: { query: { mine: false } } });
  const known = new Set<string>(operationCodes);
  const items = [...(permissions.data?.items ?? [])].sort(
    (one, other) => Number(known.has(other.operation)) - Number(known.has(one.operation)),
  );
  const choices = items.map((item) => {
    const name = operationName(item.operation);
    return { value: item.operation, label: name === item.operation ? name : `${name} (${item.operation})` };
  });
  const chosen = items.find((item) => item.operation === address.operation);
  const meaning = (reach: Reach) =>
    permissions.data?.meanings.find((one) => one.reach === reach)?.meaning ?? String(reach);
  const mine = items.filter((item) => item.yours !== 'none');

  return (
    <Frame section="access">
      <Section title={t('settings.ask')} help={t('settings.askHelp')}>
        <div className={classes.grid}>
          <Select
            label={t('settings.wanted')}
            description={t('settings.wantedHelp')}
            placeholder={t('settings.operationChoose')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            limit={200}
            data={choices}
            value={address.operation ?? null}
            onChange={(operation) => change({ operation: operation ?? undefined })}
          />
          <TextInput
            label={t('settings.thing')}
            description={t('settings.thingHelp')}
            value={address.id ?? ''}
            onChange={(event) => change({ id: event.currentTarget.value || undefined })}
          />
        </div>
        {chosen ? (
          <Explained
            operation={chosen.operation}
            resource={chosen.resource}
            id={idIn(address.id ?? '')}
            meaning={meaning}
          />
        ) : null}
      </Section>
      <Section title={t('settings.mine')} help={t('settings.mineHelp', { count: mine.length })}>
        <Answer of={permissions} rows={8}>
          {() => (
            <DataTable
              caption={t('settings.mineHelp', { count: mine.length })}
              tall
              rows={mine}
              idOf={(item) => item.operation}
              columns={[
                { id: 'name', heading: t('settings.wanted'), cell: (item) => operationName(item.operation) },
                { id: 'reach', heading: t('settings.reach'), cell: (item) => meaning(item.yours) },
                { id: 'code', heading: t('settings.code'), cell: (item) => <code>{item.operation}</code> },
              ]}
              onOpen={session.may('ExplainPermission') ? (item) => change({ operation: item.operation }) : undefined}
            />
          )}
        </Answer>
      </Section>
    </Frame>
  );
}

interface ExplainedProps {
  operation: string;
  resource: string;
  id: string | undefined;
  meaning: (reach: Reach) => string;
}

function Explained({ operation, resource, id, meaning }: ExplainedProps) {
  const { t } = useTranslation();
  const explained = useGet('/v1/permissions/explain', {
    params: { query: { operation, ...(id ? { resource, id } : {}) } },
  });
  return (
    <Answer of={explained} rows={3}>
      {(answer) => (
        <>
          <Empty
            words={
              <>
                <Tag tone={answer.reach === 'none' || answer.withinReach === false ? 'bad' : 'good'}>
                  {t(
                    answer.reach === 'none'
                      ? 'settings.no'
                      : answer.withinReach === false
                        ? 'settings.notThis'
                        : 'settings.yes',
                  )}
                </Tag>{' '}
                {answer.why}
              </>
            }
            step={<strong>{answer.widen}</strong>}
          />
          <DataTable
            caption={t('settings.rulesByRole')}
            rows={[
              ...answer.rules.map((rule) => ({ ...rule, yours: true })),
              ...answer.furtherRoles.map((rule) => ({ ...rule, yours: false })),
            ]}
            idOf={(rule) => rule.role}
            columns={[
              { id: 'role', heading: t('settings.role'), width: 180, cell: (rule) => t(`roles.${rule.role}`) },
              { id: 'reach', heading: t('settings.reach'), cell: (rule) => meaning(rule.reach) },
              {
                id: 'yours',
                heading: t('settings.whose'),
                cell: (rule) =>
                  rule.yours ? <Tag tone="accent">{t('settings.yourRole')}</Tag> : t('settings.furtherRole'),
              },
            ]}
          />
        </>
      )}
    </Answer>
  );
}
