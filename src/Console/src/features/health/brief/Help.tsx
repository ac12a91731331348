import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useAddress } from '@/app/address';
import { dayShort, daysSince, money } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink } from '@/kit/Accounts';
import { ContactForm } from '@/kit/ContactForm';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Reasons } from '@/kit/Reasons';
import { Empty } from '@/kit/States';
import { Mark } from './Mark';

/** Whom to help first: why, when anybody was last in touch, when the contract is due, and the step beside it. */
export function Help({ help }: { help: Schema<'BriefHelp'> }) {
  const { t } = useTranslation();
  const session = useSession();
  const [, change] = useAddress();
  const [calling, setCalling] = useState<Schema<'BriefHelpLine'> | null>(null);
  return (
    <Section title={t('brief.help.title')} help={help.rankedBy}>
      {help.lines.length === 0 ? (
        <Empty words={t('myDay.noCall')} />
      ) : (
        <DataTable
          caption={t('brief.help.title')}
          rows={help.lines}
          idOf={(row) => row.key}
          onOpen={(row) => change({ account: row.accountId })}
          acts={session.may('RecordContact') ? { c: setCalling } : undefined}
          columns={[
            {
              id: 'name',
              heading: t('portfolio.name'),
              width: 200,
              cell: (row) => (
                <>
                  <AccountLink id={row.accountId} name={row.name} />
                  <div className="soft">{row.ownerName}</div>
                </>
              ),
            },
            {
              id: 'probability',
              heading: t('portfolio.probability'),
              width: 110,
              cell: (row) => <Probability value={row.probability} band={row.band} />,
            },
            { id: 'loss', heading: t('portfolio.expectedLoss'), figure: true, cell: (row) => money(row.expectedLoss) },
            {
              id: 'reasons',
              heading: t('myDay.reasons'),
              width: 240,
              cell: (row) => <Reasons reasons={row.reasons} />,
            },
            {
              id: 'last',
              heading: t('portfolio.lastContact'),
              figure: true,
              cell: (row) =>
                row.lastContactOn
                  ? t('portfolio.daysAgo', { count: daysSince(row.lastContactOn) })
                  : t('portfolio.neverContacted'),
            },
            {
              id: 'renewal',
              heading: t('brief.help.renewal'),
              figure: true,
              cell: (row) => dayShort(row.nextRenewalOn),
            },
            {
              id: 'act',
              heading: t('myDay.next'),
              cell: (row) => (
                <Stack gap={4} align="flex-start">
                  {session.may('RecordContact') ? (
                    <Button size="compact-sm" variant="default" onClick={() => setCalling(row)}>
                      {t('contact.open')}
                    </Button>
                  ) : null}
                  <Mark line={row.key} words={row.name} mark={row.mark} />
                </Stack>
              ),
            },
          ]}
        />
      )}
      <AccountDrawer />
      {calling ? (
        <ContactForm
          account={{ id: calling.accountId, name: calling.name }}
          becauseOfScore
          opened
          close={() => setCalling(null)}
        />
      ) : null}
    </Section>
  );
}
