import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePeople, usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';

type Identity = Schema<'ShownIdentity'>;

/** Who is linked with which identity at the provider. */
export function Identities() {
  const { t } = useTranslation();
  const session = useSession();
  const people = usePeople();
  const personName = usePersonName();
  const blank = { personId: '', issuer: '', subject: '' };
  const [link, setLink] = useState(blank);
  const identities = useGet('/v1/identities', { params: { query: { limit: 200, sort: ['-linkedAt'] } } });
  const add = useSend(() => told(api.POST('/v1/identities', { body: link })), ['/v1/identities']);
  const unlink = useSend(
    (identityId: string) => told(api.DELETE('/v1/identities/{identityId}', { params: { path: { identityId } } })),
    ['/v1/identities'],
  );
  const columns: Column<Identity>[] = [
    { id: 'who', heading: t('settings.name'), cell: (row) => personName(row.personId) },
    { id: 'issuer', heading: t('settings.issuer'), cell: (row) => row.issuer },
    { id: 'subject', heading: t('settings.subject'), cell: (row) => <code>{row.subject}</code> },
    { id: 'linkedAt', heading: t('settings.linkedAt'), cell: (row) => moment(row.linkedAt) },
    { id: 'by', heading: t('settings.madeBy'), cell: (row) => personName(row.linkedBy) },
    {
      id: 'act',
      heading: t('settings.change'),
      cell: (row) =>
        row.unlinkedAt ? (
          t('settings.unlinked', { at: moment(row.unlinkedAt) })
        ) : session.may('UnlinkIdentity') ? (
          <ConfirmButton
            size="xs"
            danger
            verb={t('settings.unlink')}
            question={t('settings.unlinkQuestion', { name: personName(row.personId) })}
            act={() => unlink.mutateAsync(row.id)}
          />
        ) : null,
    },
  ];
  return (
    <Section title={t('settings.identities')} help={t('settings.identitiesHelp')}>
      <Answer of={identities} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('settings.noIdentities')} />
          ) : (
            <DataTable caption={t('settings.identitiesHelp')} rows={items} columns={columns} idOf={(row) => row.id} />
          )
        }
      </Answer>
      {session.may('LinkIdentity') ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(undefined, { onSuccess: () => setLink(blank) });
          }}
        >
          {add.error ? <Refused refusal={add.error} /> : null}
          <Group align="flex-end" gap="xs">
            <Select
              label={t('settings.name')}
              searchable
              data={people.map((person) => ({ value: person.id, label: person.name }))}
              value={link.personId || null}
              onChange={(personId) => setLink({ ...link, personId: personId ?? '' })}
            />
            <TextInput
              label={t('settings.issuer')}
              maxLength={500}
              value={link.issuer}
              onChange={(event) => setLink({ ...link, issuer: event.currentTarget.value })}
            />
            <TextInput
              label={t('settings.subject')}
              maxLength={500}
              value={link.subject}
              onChange={(event) => setLink({ ...link, subject: event.currentTarget.value })}
            />
            <Button
              type="submit"
              variant="default"
              disabled={!link.personId || !link.issuer || !link.subject}
              loading={add.isPending}
            >
              {t('settings.link')}
            </Button>
          </Group>
        </form>
      ) : null}
    </Section>
  );
}
