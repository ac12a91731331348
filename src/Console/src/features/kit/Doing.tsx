import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobProgress } from '@/api/jobs';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { AccountDrawer } from '@/kit/AccountDrawer';
import { AccountLink } from '@/kit/Accounts';
import { CardForm } from '@/kit/CardForm';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { Conflict } from '@/kit/Conflict';
import { ContactForm } from '@/kit/ContactForm';
import { FactForm } from '@/kit/FactForm';
import { Facts } from '@/kit/Facts';
import { HoldReview } from '@/kit/HoldReview';
import { IssueForm, IssueTable } from '@/kit/Issues';
import { JobBar } from '@/kit/JobBar';
import { JobToast } from '@/kit/JobToast';
import { NotForYou, WhyNot } from '@/kit/NotForYou';
import { OneTime } from '@/kit/OneTime';
import { Section } from '@/kit/Page';
import { PeriodPicker } from '@/kit/Period';
import { ReviewResult } from '@/kit/ReviewResult';
import { SavedViews } from '@/kit/SavedViews';
import { Answer } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { TaskForm, TaskList } from '@/kit/TaskList';
import { issues, reviews, tasks } from './samples';

const tones = ['plain', 'accent', 'good', 'warn', 'bad', 'proposed'] as const;
const running: JobProgress = {
  state: 'running',
  percent: 42,
  step: 'Row 420 of 1,000',
  connected: true,
  ended: null,
  lost: null,
};
const jobs: readonly JobProgress[] = [
  { ...running, state: 'queued', percent: 0, step: null },
  running,
  { ...running, connected: false },
  { ...running, state: 'succeeded', percent: 100, step: null },
  { ...running, state: 'failed', percent: 60, step: null },
];

/** The parts with which one does something, and those that tell who may, in every state. */
export function Doing() {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const [form, setForm] = useState<'contact' | 'card' | 'review' | null>(null);
  const some = useGet('/v1/accounts', { params: { query: { limit: 1 } } });
  const account = some.data?.items[0];
  return (
    <>
      <Section title="Tag, Facts, OneTime">
        <Group gap="xs">
          {tones.map((tone) => (
            <Tag key={tone} tone={tone}>
              {tone}
            </Tag>
          ))}
        </Group>
        <Facts
          facts={[
            { name: 'Owner', value: 'Hanako Sato' },
            { name: 'Left out', value: null },
          ]}
        />
        <Facts grid facts={tones.map((tone) => ({ name: tone, value: 'in columns' }))} />
        <Facts narrow facts={[{ name: 'Narrow', value: 'one below the other' }]} />
        <OneTime title="A link" words="It is shown this once." value="https://example.test/sign-in#3f9c2e71" />
      </Section>
      <Section title="JobBar, JobToast">
        <Stack gap="md">
          {jobs.map((job) => (
            <JobBar key={`${job.state} ${job.connected}`} job={job} label={`Import, ${job.state}`} />
          ))}
          <JobToast job={{ id: '0199a000-0000-7000-8000-0000000000ff', kind: 'LoadImport', after: [] }} />
        </Stack>
      </Section>
      <Section title="PeriodPicker, SavedViews">
        <PeriodPicker offered={['last12', 'last3', 'fiscalYear']} />
        <SavedViews screen="kit" />
      </Section>
      <Section title="ConfirmButton, Conflict">
        <Group gap="xs">
          <ConfirmButton verb="Undo" question="All rows go." act={() => Promise.resolve()} />
          <ConfirmButton verb="Delete" danger reason="Why" question="It stays gone." act={() => Promise.resolve()} />
        </Group>
        <Conflict
          fields={[{ name: 'Industry', mine: 'Trade', theirs: 'Logistics' }]}
          keep={() => undefined}
          take={() => undefined}
        />
      </Section>
      <Section title="AccountLink, AccountDrawer, ContactForm, CardForm">
        <Answer of={some} rows={1}>
          {() =>
            account ? (
              <Group gap="xs">
                <AccountLink id={account.id} name={account.name} />
                <Button variant="default" onClick={() => change({ account: account.id })}>
                  {t('drawer.look')}
                </Button>
                <Button variant="default" onClick={() => setForm('contact')}>
                  {t('contact.open')}
                </Button>
                <Button variant="default" onClick={() => setForm('card')}>
                  {t('card.open')}
                </Button>
                <ContactForm account={account} opened={form === 'contact'} close={() => setForm(null)} />
                <CardForm account={account} opened={form === 'card'} close={() => setForm(null)} />
              </Group>
            ) : (
              t('portfolio.none')
            )
          }
        </Answer>
        <AccountDrawer />
      </Section>
      <Section title="FactForm">
        {account ? <FactForm account={account.id} kind="firstValue" close={() => undefined} /> : null}
      </Section>
      <Section title="IssueTable, IssueForm">
        <IssueTable caption="Issues" rows={[...issues]} withAccount />
        {account ? <IssueForm account={account.id} /> : null}
      </Section>
      <Section title="TaskList, TaskForm">
        <TaskList tasks={tasks} about={() => 'Hokuto Works'} />
        {account ? <TaskForm account={account.id} close={() => undefined} /> : null}
      </Section>
      <Section title="ReviewResult, HoldReview">
        {reviews.map((review) => (
          <p key={review.id}>
            <ReviewResult review={review} />
          </p>
        ))}
        {account ? (
          <Button variant="default" onClick={() => setForm('review')}>
            {t('reviews.hold')}
          </Button>
        ) : null}
        {account && form === 'review' ? (
          <HoldReview
            review={{ ...reviews[0], accountId: account.id } as (typeof reviews)[number]}
            customer={account.name}
            close={() => setForm(null)}
          />
        ) : null}
      </Section>
      <Section title="WhyNot, NotForYou">
        <WhyNot operation="GetModelArtefact" inline />
        <NotForYou word="retention" operation="GetModelArtefact" />
      </Section>
    </>
  );
}
