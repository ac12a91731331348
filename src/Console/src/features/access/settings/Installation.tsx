import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { count } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { type Column, DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePeople, usePersonName } from '@/kit/People';
import { Answer, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';

type Rule = Schema<'ShownRule'>;
const after = ['/v1/installation'];

/** Who owns the installation, and where one person may act alone. */
export function Installation() {
  const asked = useGet('/v1/installation');
  return (
    <Answer of={asked} rows={3}>
      {(installation) => <Shown of={installation} key={installation.offeredTo} />}
    </Answer>
  );
}

function Shown({ of }: { of: Schema<'Installation'> }) {
  const { t } = useTranslation();
  const session = useSession();
  const people = usePeople();
  const personName = usePersonName();
  const [heir, setHeir] = useState<string | null>(null);
  const rule = useSend((body: Schema<'SetTwoPersonRule'>) => told(api.POST('/v1/two-person-rules', { body })), after);
  const offer = useSend((personId: string) => told(api.POST('/v1/ownership-offers', { body: { personId } })), after);
  const accept = useSend(() => told(api.POST('/v1/ownership-offers/acceptance')), after);
  const refusal = offer.error ?? accept.error;
  const owns = of.ownerId === session.personId;
  const columns: Column<Rule>[] = [
    { id: 'role', heading: t('settings.role'), cell: (row) => t(`roles.${row.role}`) },
    { id: 'holders', heading: t('settings.holders'), figure: true, cell: (row) => count(row.holders) },
    {
      id: 'rule',
      heading: t('settings.rule'),
      cell: (row) => (
        <Tag tone={row.oneMayAct ? 'warn' : 'good'}>{t(row.oneMayAct ? 'settings.oneMay' : 'settings.twoMust')}</Tag>
      ),
    },
    { id: 'reason', heading: t('settings.reason'), cell: (row) => row.reason },
    {
      id: 'act',
      heading: t('settings.change'),
      cell: (row) =>
        owns && session.may('SetTwoPersonRule') && (row.isRelaxed || row.holders <= 1) ? (
          <ConfirmButton
            size="xs"
            verb={t(row.isRelaxed ? 'settings.restore' : 'settings.relax')}
            question={t(row.isRelaxed ? 'settings.restoreQuestion' : 'settings.relaxQuestion', {
              role: t(`roles.${row.role}`),
            })}
            reason={t('settings.reason')}
            act={(reason) => rule.mutateAsync({ role: row.role, isRelaxed: !row.isRelaxed, reason })}
          />
        ) : (
          t('figure.none')
        ),
    },
  ];
  return (
    <Section
      title={t('settings.installation')}
      help={t('settings.owner', { name: of.ownerName ?? t('figure.none') })}
      actions={
        of.offeredTo === session.personId && session.personId !== null && session.may('AcceptOwnership') ? (
          <Button loading={accept.isPending} onClick={() => accept.mutate(undefined)}>
            {t('settings.accept')}
          </Button>
        ) : of.offeredTo ? (
          <Tag tone="proposed">{t('settings.offered', { name: personName(of.offeredTo) })}</Tag>
        ) : null
      }
    >
      {refusal ? <Refused refusal={refusal} /> : null}
      <DataTable
        caption={t('settings.rulesCaption')}
        rows={of.rules}
        columns={owns ? columns : columns.slice(0, -1)}
        idOf={(row) => row.role}
      />
      {owns && session.may('OfferOwnership') ? (
        <Group align="flex-end" gap="xs">
          <Select
            label={t('settings.heir')}
            searchable
            data={people
              .filter((person) => person.roles.includes('admin') && person.id !== session.personId)
              .map((person) => ({ value: person.id, label: person.name }))}
            value={heir}
            onChange={setHeir}
          />
          <Button
            variant="default"
            disabled={!heir}
            loading={offer.isPending}
            onClick={() => heir && offer.mutate(heir)}
          >
            {t('settings.offer')}
          </Button>
        </Group>
      ) : null}
    </Section>
  );
}
