import { Button, Group, Stack, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconNotes, IconPencil, IconPhonePlus } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useSession } from '@/app/session';
import { CardForm } from '@/kit/CardForm';
import { ContactForm } from '@/kit/ContactForm';
import { Page } from '@/kit/Page';
import { Answer } from '@/kit/States';
import { AccountForm } from './AccountForm';
import { AccountHead } from './AccountHead';
import { Money } from './Money';
import { Overview } from './Overview';
import { People } from './People';
import { Success } from './Success';
import { Timeline } from './Timeline';
import { Usage } from './Usage';
import { useScore } from './useScore';
import { Voice } from './Voice';
import { Why } from './Why';

/** The parts of the page, with the operation without which a part is absent. */
const parts = [
  ['overview', 'GetAccount', Overview],
  ['why', 'GetLatestChurnScore', Why],
  ['timeline', 'ListTimeline', Timeline],
  ['success', 'ListSuccessDefinitions', Success],
  ['people', 'GetPeopleMap', People],
  ['money', 'ListSubscriptions', Money],
  ['usage', 'GetAccountUsage', Usage],
  ['voice', 'ListFieldCards', Voice],
] as const;

/** 顧客詳細: one customer, what to do next first, then why, what happened, success, money, usage and voice. */
export default function Account() {
  const { t } = useTranslation();
  const session = useSession();
  const { accountId } = useParams({ from: '/inside/accounts/$accountId' });
  const [address, change] = useAddress();
  const account = useGet('/v1/accounts/{accountId}', { params: { path: { accountId } } });
  const score = useScore(accountId);
  const [calling, contact] = useDisclosure(false);
  const [writing, card] = useDisclosure(false);
  const [editing, editor] = useDisclosure(false);
  const shown = parts.filter(([, operation]) => session.may(operation));
  const tab = shown.some(([name]) => name === address.tab) ? address.tab : 'overview';

  return (
    <Answer of={account} rows={10}>
      {(data) => (
        <Page
          title={data.name}
          actions={
            <Group gap="xs">
              {session.may('ChangeAccount') ? (
                <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={editor.open}>
                  {t('account.form.open')}
                </Button>
              ) : null}
              {session.may('WriteFieldCard') ? (
                <Button variant="default" leftSection={<IconNotes size={16} aria-hidden />} onClick={card.open}>
                  {t('card.open')}
                </Button>
              ) : null}
              {session.may('RecordContact') ? (
                <Button leftSection={<IconPhonePlus size={16} aria-hidden />} onClick={contact.open}>
                  {t('contact.open')}
                </Button>
              ) : null}
            </Group>
          }
        >
          <AccountHead account={data} score={score} />
          <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
            <Tabs.List aria-label={t('account.parts')}>
              {shown.map(([name]) => (
                <Tabs.Tab key={name} value={name}>
                  {t(`account.tabs.${name}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {shown.map(([name, , Part]) => (
              <Tabs.Panel key={name} value={name} pt="lg">
                <Stack gap="lg">
                  <Part account={data} score={score} />
                </Stack>
              </Tabs.Panel>
            ))}
          </Tabs>
          <ContactForm
            account={{ id: accountId, name: data.name }}
            becauseOfScore={score?.band === 'high'}
            opened={calling}
            close={contact.close}
          />
          {editing ? <AccountForm account={data} close={editor.close} /> : null}
          <CardForm account={{ id: accountId, name: data.name }} opened={writing} close={card.close} />
        </Page>
      )}
    </Answer>
  );
}
