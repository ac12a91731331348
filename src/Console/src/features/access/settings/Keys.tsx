import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useList, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { type Column, DataTable } from '@/kit/DataTable';
import { OneTime } from '@/kit/OneTime';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { Frame } from './Frame';
import classes from './Frame.module.css';
import { Identities } from './Identities';
import { KeyForm } from './KeyForm';

type Key = Schema<'ShownApiKey'>;
type Issued = Schema<'IssuedApiKey'>;

/** Hours for which an old secret stays good beside the new one. */
const overlapHours = 24;

/** Keys of machines, and who is known to the identity provider by what name. */
export default function Keys() {
  const { t } = useTranslation();
  const session = useSession();
  const [making, setMaking] = useState(false);
  const [issued, setIssued] = useState<Issued | null>(null);
  return (
    <Frame
      section="keys"
      actions={
        session.may('CreateApiKey') ? <Button onClick={() => setMaking(true)}>{t('settings.makeKey')}</Button> : null
      }
    >
      {issued ? (
        <OneTime
          title={t('settings.keyOnce', { name: issued.details.name })}
          words={t('settings.keyOnceHelp')}
          value={issued.key}
        />
      ) : null}
      {session.may('ListApiKeys') ? <List issue={setIssued} /> : null}
      {session.may('ListIdentities') ? <Identities /> : null}
      <KeyForm
        opened={making}
        close={() => setMaking(false)}
        issue={(made) => {
          setIssued(made);
          setMaking(false);
        }}
      />
    </Frame>
  );
}

function List({ issue }: { issue: (issued: Issued) => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const [address, change] = useAddress();
  const sort = address.sort ?? '-createdAt';
  const list = useList('/v1/api-keys', { params: { query: { limit: 100, sort } } } as never);
  const rows = list.rows as Key[];
  const revoke = useSend(
    (keyId: string) => told(api.DELETE('/v1/api-keys/{keyId}', { params: { path: { keyId } } })),
    ['/v1/api-keys'],
  );
  const rotate = useSend(
    (keyId: string) =>
      told(api.POST('/v1/api-keys/{keyId}/rotations', { params: { path: { keyId } }, body: { overlapHours } })),
    ['/v1/api-keys'],
  );
  const over = (key: Key) => key.revokedAt !== null || new Date(key.expiresAt) < new Date();
  const columns: Column<Key>[] = [
    { id: 'name', heading: t('settings.keyName'), sort: 'name', width: 160, cell: (row) => row.name },
    {
      id: 'state',
      heading: t('settings.state'),
      cell: (row) => (
        <Tag tone={over(row) ? 'plain' : 'good'}>
          {t(row.revokedAt ? 'settings.revoked' : over(row) ? 'settings.expired' : 'settings.good')}
        </Tag>
      ),
    },
    { id: 'scopes', heading: t('settings.scopes'), width: 200, cell: (row) => row.scopes.join(t('shell.and')) },
    {
      id: 'secrets',
      heading: t('settings.lastUsed'),
      cell: (row) => (
        <ul className={classes.secrets}>
          {row.secrets.map((secret) => (
            <li key={secret.prefix}>
              <code>{secret.prefix}…</code>
              <span className={classes.soft}>
                {secret.lastUsedAt ? moment(secret.lastUsedAt) : t('settings.neverUsed')}
              </span>
            </li>
          ))}
        </ul>
      ),
    },
    { id: 'by', heading: t('settings.madeBy'), cell: (row) => personName(row.createdBy) },
    {
      id: 'expiresAt',
      heading: t('settings.expiresAt'),
      sort: 'expiresAt',
      cell: (row) => moment(row.revokedAt ?? row.expiresAt),
    },
    {
      id: 'act',
      heading: t('settings.change'),
      cell: (row) =>
        over(row) ? null : (
          <span className={classes.line}>
            {session.may('RotateApiKey') ? (
              <ConfirmButton
                size="xs"
                verb={t('settings.rotate')}
                question={t('settings.rotateQuestion', { name: row.name, count: overlapHours })}
                act={async () => issue(await rotate.mutateAsync(row.id))}
              />
            ) : null}
            {session.may('RevokeApiKey') ? (
              <ConfirmButton
                size="xs"
                danger
                verb={t('settings.revoke')}
                question={t('settings.revokeQuestion', { name: row.name })}
                act={() => revoke.mutateAsync(row.id)}
              />
            ) : null}
          </span>
        ),
    },
  ];
  return (
    <Section title={t('settings.keys')} help={t('settings.keysHelp')}>
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={3} />
      ) : rows.length === 0 ? (
        <Empty words={t('settings.noKeys')} />
      ) : (
        <DataTable
          caption={t('settings.keysHelp')}
          rows={rows}
          columns={columns}
          idOf={(row) => row.id}
          sort={sort}
          onSort={(next) => change({ sort: next })}
        />
      )}
    </Section>
  );
}
