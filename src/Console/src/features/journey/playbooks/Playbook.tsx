import { Alert, Button, Group, Select, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, day, moment, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhaseName } from '@/kit/Accounts';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { DataTable } from '@/kit/DataTable';
import { Facts } from '@/kit/Facts';
import { Page, Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Answer, Empty, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Playbook.module.css';

type Profile = Schema<'PlaybookProfile'>;
type Step = Schema<'PlaybookStep'>;

const concerned = ['/v1/playbooks', '/v1/starter-playbooks', '/v1/playbook-runs'];

/** One playbook: what it says, version by version, and whether it is followed. */
export default function Playbook() {
  const { t } = useTranslation();
  const { playbookId } = useParams({ from: '/inside/playbooks/$playbookId' });
  const [address] = useAddress();
  const number = Number(address.number) || undefined;
  const playbook = useGet('/v1/playbooks/{playbookId}', {
    params: { path: { playbookId }, query: number ? { number } : {} },
  });
  return (
    <Answer of={playbook} rows={10}>
      {(data) => (
        <Page
          title={data.content.title}
          lead={t('playbooks.versionLead', { number: data.number, day: moment(data.publishedAt) })}
          actions={<Actions playbook={data} />}
        >
          {data.retiredOn ? (
            <Alert color="gray" title={t('playbooks.retiredOn', { day: day(data.retiredOn) })}>
              {data.retiredWhy}
            </Alert>
          ) : null}
          <About playbook={data} />
          {data.content.variants.map((variant) => (
            <Variant key={variant.code} variant={variant} alone={data.content.variants.length === 1} />
          ))}
          <Adherence id={data.id} />
        </Page>
      )}
    </Answer>
  );
}

function Actions({ playbook }: { playbook: Profile }) {
  const { t } = useTranslation();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const retire = useSend(
    (why: string) =>
      told(
        api.POST('/v1/playbooks/{playbookId}/retirement', {
          params: { path: { playbookId: playbook.id }, header: { 'If-Match': `"${playbook.version}"` } },
          body: { why },
        } as never),
      ),
    concerned,
  );
  const save = async () => {
    const file = (await told(
      api.GET('/v1/playbooks/{playbookId}/file', {
        params: { path: { playbookId: playbook.id }, query: { number: playbook.number } },
      }),
    )) as Schema<'PlaybookText'>;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.text], { type: 'application/yaml' }));
    link.download = file.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <Group gap="xs">
        {session.may('WritePlaybookFile') ? (
          <Button variant="default" onClick={() => void save()}>
            {t('playbooks.save')}
          </Button>
        ) : null}
        {session.may('RetirePlaybook') && playbook.retiredOn === null ? (
          <ConfirmButton
            verb={t('playbooks.retire')}
            question={t('playbooks.retireQuestion')}
            reason={t('playbooks.why')}
            act={(why) => retire.mutateAsync(why)}
          />
        ) : null}
        {session.may('ReadPlaybookFile') && playbook.retiredOn === null && playbook.number === playbook.newest ? (
          <Button onClick={() => setEditing(!editing)}>{t('playbooks.edit')}</Button>
        ) : null}
      </Group>
      {editing ? <Editor playbook={playbook} close={() => setEditing(false)} /> : null}
    </>
  );
}

/** The whole playbook as text; what one reads below is its preview once it is published. */
function Editor({ playbook, close }: { playbook: Profile; close: () => void }) {
  const { t } = useTranslation();
  const path = { playbookId: playbook.id };
  const file = useGet('/v1/playbooks/{playbookId}/file', { params: { path, query: { number: playbook.number } } });
  const [text, setText] = useState<string | null>(null);
  const [why, setWhy] = useState('');
  const now = text ?? file.data?.text ?? '';
  const publish = useSend(
    () => told(api.POST('/v1/playbooks/file', { body: { text: now, why: why.trim() } } as never)),
    concerned,
  );
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate(undefined, {
          onSuccess: () => {
            notifications.show({ message: t('playbooks.published') });
            close();
          },
        });
      }}
    >
      {publish.error ? <Refused refusal={publish.error} /> : null}
      <Textarea
        label={t('playbooks.text')}
        description={t('playbooks.textHelp')}
        classNames={{ input: classes.text }}
        autosize
        minRows={12}
        maxRows={28}
        spellCheck={false}
        value={now}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Textarea
        label={t('playbooks.changeWhy')}
        required
        autosize
        minRows={1}
        maxLength={1000}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <Group gap="xs">
        <Button type="submit" disabled={!why.trim() || text === null} loading={publish.isPending}>
          {t('playbooks.publish')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('form.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function About({ playbook }: { playbook: Profile }) {
  const { t } = useTranslation();
  const phaseName = usePhaseName();
  const personName = usePersonName();
  const [, change] = useAddress();
  return (
    <Section
      title={t('playbooks.outcome')}
      actions={
        playbook.newest > 1 ? (
          <Select
            size="xs"
            aria-label={t('playbooks.version')}
            allowDeselect={false}
            data={Array.from({ length: playbook.newest }, (_, back) => String(playbook.newest - back)).map((value) => ({
              value,
              label: t('playbooks.nth', { number: value }),
            }))}
            value={String(playbook.number)}
            onChange={(next) => change({ number: next === String(playbook.newest) ? undefined : (next ?? undefined) })}
          />
        ) : null
      }
    >
      <p className={classes.outcome}>{playbook.content.outcome}</p>
      <Facts
        facts={[
          { name: t('account.phase'), value: phaseName(playbook.content.phase) },
          {
            name: t('playbooks.holdout'),
            value:
              playbook.content.holdoutShare === 0
                ? t('playbooks.noHoldout')
                : percent(playbook.content.holdoutShare, 0),
          },
          { name: t('playbooks.publishedBy'), value: personName(playbook.byId) },
          { name: t('playbooks.changeWhy'), value: playbook.why },
        ]}
      />
    </Section>
  );
}

function Variant({ variant, alone }: { variant: Schema<'PlaybookVariant'>; alone: boolean }) {
  const { t } = useTranslation();
  const conditions = [variant.region, variant.language, variant.decisionStyle].filter(Boolean).join(', ');
  return (
    <Section
      title={alone ? t('playbooks.steps') : t('playbooks.stepsOf', { title: variant.title })}
      help={conditions ? t('playbooks.forWhom', { conditions }) : undefined}
    >
      <ol className={classes.steps}>
        {variant.steps.map((step) => (
          <StepLine key={step.key} step={step} />
        ))}
      </ol>
    </Section>
  );
}

function StepLine({ step }: { step: Step }) {
  const { t } = useTranslation();
  return (
    <li className={classes.step}>
      <Group gap="xs">
        <Tag tone={step.side === 'ours' ? 'plain' : 'accent'}>{t(`tasks.sides.${step.side}`)}</Tag>
        <strong>{step.title}</strong>
        <span className={classes.soft}>{t('playbooks.dueAfter', { days: step.dueDays })}</span>
        {step.question ? <Tag tone="proposed">{t('playbooks.question')}</Tag> : null}
      </Group>
      {step.say ? <blockquote className={classes.say}>{step.say}</blockquote> : null}
      {step.materials.length > 0 ? (
        <span className={classes.soft}>
          {t('playbooks.materials')}:{' '}
          {step.materials.map((material, nth) => (
            <span key={material.title}>
              {nth > 0 ? ', ' : ''}
              {material.link ? <a href={material.link}>{material.title}</a> : material.title}
            </span>
          ))}
        </span>
      ) : null}
      {step.source.what ? (
        <span className={classes.soft}>
          {t(`playbooks.sources.${step.source.kind}`)}: {step.source.what}
        </span>
      ) : null}
    </li>
  );
}

function Adherence({ id }: { id: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const may = session.may('GetPlaybookAdherence');
  const told = useGet('/v1/playbooks/{playbookId}/adherence', { params: { path: { playbookId: id } } }, { when: may });
  return may ? (
    <Section title={t('playbooks.followed')} help={t('playbooks.followedHelp')}>
      <Answer of={told} rows={3}>
        {(data) =>
          data.runs.length === 0 ? (
            <Empty words={t('playbooks.noRun')} />
          ) : (
            <>
              <DataTable
                caption={t('playbooks.followed')}
                rows={data.runs}
                idOf={(row) => `${row.number} ${row.variant}`}
                columns={[
                  {
                    id: 'number',
                    heading: t('playbooks.version'),
                    cell: (row) => t('playbooks.nth', { number: row.number }),
                  },
                  { id: 'variant', heading: t('playbooks.variant'), cell: (row) => row.variant },
                  { id: 'runs', heading: t('playbooks.runs'), figure: true, cell: (row) => count(row.runs) },
                  { id: 'held', heading: t('playbooks.heldOut'), figure: true, cell: (row) => count(row.heldOut) },
                  {
                    id: 'reached',
                    heading: t('playbooks.reached'),
                    figure: true,
                    cell: (row) => t('playbooks.doneOf', { done: row.reached, of: row.ended }),
                  },
                  {
                    id: 'onTime',
                    heading: t('playbooks.onTime'),
                    figure: true,
                    cell: (row) => (row.steps.share === null ? null : percent(row.steps.share, 0)),
                  },
                  {
                    id: 'overdue',
                    heading: t('playbooks.overdue'),
                    figure: true,
                    cell: (row) => count(row.steps.overdue),
                  },
                ]}
              />
              {data.people.length > 0 ? (
                <DataTable
                  caption={t('playbooks.byPerson')}
                  rows={data.people}
                  idOf={(row) => row.personId ?? ''}
                  columns={[
                    { id: 'name', heading: t('time.person'), cell: (row) => row.name ?? t('time.nobody') },
                    { id: 'due', heading: t('playbooks.due'), figure: true, cell: (row) => count(row.steps.due) },
                    {
                      id: 'onTime',
                      heading: t('playbooks.onTime'),
                      figure: true,
                      cell: (row) => (row.steps.share === null ? null : percent(row.steps.share, 0)),
                    },
                    {
                      id: 'overdue',
                      heading: t('playbooks.overdue'),
                      figure: true,
                      cell: (row) => count(row.steps.overdue),
                    },
                  ]}
                />
              ) : null}
            </>
          )
        }
      </Answer>
    </Section>
  ) : null;
}
