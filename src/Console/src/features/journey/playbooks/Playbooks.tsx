import { Button, FileButton, Group, SegmentedControl } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useList, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { dayShort } from '@/app/format';
import { useSession } from '@/app/session';
import { useAccountNames, usePhaseName } from '@/kit/Accounts';
import { DataTable } from '@/kit/DataTable';
import { NotForYou } from '@/kit/NotForYou';
import { Page, Section } from '@/kit/Page';
import { Answer, Empty, Loading, Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import { ProcessMapView } from './ProcessMap';

const views = ['shelf', 'map', 'runs', 'starters'] as const;
const concerned = ['/v1/playbooks', '/v1/starter-playbooks'];

/** プレイブック: the standard of each phase, where it runs, and with what one can begin. */
export default function Playbooks() {
  const session = useSession();
  return session.may('ListPlaybooks') ? <Shown /> : <NotForYou word="playbooks" operation="ListPlaybooks" />;
}

function Shown() {
  const { t } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const offered = views.filter((view) => view === 'shelf' || session.may(needs[view]));
  const view = offered.find((one) => one === address.show) ?? 'shelf';
  return (
    <Page
      title={t('screens.playbooks')}
      lead={t('playbooks.lead')}
      actions={
        <Group gap="xs">
          {session.may('ReadPlaybookFile') ? <FromFile /> : null}
          <SegmentedControl
            size="xs"
            aria-label={t('playbooks.view')}
            data={offered.map((value) => ({ value, label: t(`playbooks.views.${value}`) }))}
            value={view}
            onChange={(next) => change({ show: next === 'shelf' ? undefined : next })}
          />
        </Group>
      }
    >
      {view === 'shelf' ? <Shelf /> : view === 'map' ? <ProcessMapView /> : view === 'runs' ? <Runs /> : <Starters />}
    </Page>
  );
}

const needs = {
  shelf: 'ListPlaybooks',
  map: 'GetProcessMap',
  runs: 'ListPlaybookRuns',
  starters: 'ListStarterPlaybooks',
} as const;

/** Takes a playbook from a file: a new one, or a new version of the one with its code. */
function FromFile() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const read = useSend(
    (text: string) =>
      told(api.POST('/v1/playbooks/file', { body: { text, why: t('playbooks.fromFileWhy') } } as never)) as Promise<
        Schema<'PlaybookProfile'>
      >,
    concerned,
  );
  const take = async (file: File | null) => {
    if (file) {
      read.mutate(await file.text(), {
        onSuccess: (playbook) => {
          notifications.show({
            message: t('playbooks.taken', { title: playbook.content.title, number: playbook.number }),
          });
          void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id } });
        },
      });
    }
  };
  return (
    <>
      {read.error ? <Refused refusal={read.error} /> : null}
      <FileButton accept=".yaml,.yml" onChange={(file) => void take(file)}>
        {(props) => (
          <Button size="xs" variant="default" loading={read.isPending} {...props}>
            {t('playbooks.fromFile')}
          </Button>
        )}
      </FileButton>
    </>
  );
}

function Shelf() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const phaseName = usePhaseName();
  const [, change] = useAddress();
  const list = useGet('/v1/playbooks', { params: { query: { limit: 200 } } });
  return (
    <Answer of={list}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty
            words={t('playbooks.none')}
            step={
              <Button variant="default" onClick={() => change({ show: 'starters' })}>
                {t('playbooks.seeStarters')}
              </Button>
            }
          />
        ) : (
          <DataTable
            caption={t('screens.playbooks')}
            rows={items}
            idOf={(row) => row.id}
            onOpen={(row) => void navigate({ to: '/playbooks/$playbookId', params: { playbookId: row.id } })}
            columns={[
              { id: 'phase', heading: t('account.phase'), cell: (row) => phaseName(row.phase) },
              { id: 'title', heading: t('playbooks.name'), width: 260, cell: (row) => row.title },
              {
                id: 'number',
                heading: t('playbooks.version'),
                figure: true,
                cell: (row) => t('playbooks.nth', { number: row.number }),
              },
              {
                id: 'language',
                heading: t('playbooks.language'),
                cell: (row) => t(row.language === 'ja' ? 'playbooks.languages.ja' : 'playbooks.languages.en'),
              },
              {
                id: 'state',
                heading: t('playbooks.state'),
                cell: (row) =>
                  row.retiredOn ? (
                    <Tag>{t('playbooks.retiredOn', { day: dayShort(row.retiredOn) })}</Tag>
                  ) : (
                    <Tag tone="accent">{t('playbooks.inUse')}</Tag>
                  ),
              },
            ]}
          />
        )
      }
    </Answer>
  );
}

function Runs() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useList('/v1/playbook-runs', { params: { query: { limit: 100 } } } as never);
  const rows = list.rows as Schema<'RunLine'>[];
  const accountName = useAccountNames(rows.map((row) => row.accountId));
  return list.error && rows.length === 0 ? (
    <Refused refusal={list.error} again={() => void list.refetch()} />
  ) : list.isPending ? (
    <Loading rows={6} />
  ) : rows.length === 0 ? (
    <Empty words={t('playbooks.noRun')} />
  ) : (
    <DataTable
      caption={t('playbooks.views.runs')}
      tall
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) =>
        void navigate({
          to: '/accounts/$accountId',
          params: { accountId: row.accountId },
          search: { tab: 'success' } as never,
        })
      }
      onEnd={() => void (list.hasNextPage && !list.isFetchingNextPage && list.fetchNextPage())}
      columns={[
        { id: 'account', heading: t('projects.account'), width: 200, cell: (row) => accountName(row.accountId) },
        { id: 'title', heading: t('playbooks.name'), width: 220, cell: (row) => row.title },
        {
          id: 'number',
          heading: t('playbooks.version'),
          figure: true,
          cell: (row) => t('playbooks.nth', { number: row.number }),
        },
        { id: 'startedOn', heading: t('playbooks.startedOn'), figure: true, cell: (row) => dayShort(row.startedOn) },
        {
          id: 'steps',
          heading: t('playbooks.progress'),
          figure: true,
          cell: (row) =>
            row.heldOut ? (
              <Tag tone="proposed">{t('playbooks.heldOut')}</Tag>
            ) : (
              t('playbooks.doneOf', { done: row.done, of: row.done + row.open })
            ),
        },
        {
          id: 'end',
          heading: t('playbooks.state'),
          cell: (row) =>
            row.endedOn
              ? t(row.reached ? 'playbooks.reachedOn' : 'playbooks.missedOn', { day: dayShort(row.endedOn) })
              : t('playbooks.running'),
        },
      ]}
    />
  );
}

function Starters() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const phaseName = usePhaseName();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  const list = useGet('/v1/starter-playbooks', { params: { query: { language } } });
  const adopt = useSend(
    (code: string) =>
      told(api.POST('/v1/starter-playbooks/adoptions', { body: { code, language } } as never)) as Promise<
        Schema<'PlaybookProfile'>
      >,
    concerned,
  );
  return (
    <Section title={t('playbooks.views.starters')} help={t('playbooks.startersHelp')}>
      {adopt.error ? <Refused refusal={adopt.error} /> : null}
      <Answer of={list}>
        {({ items }) => (
          <DataTable
            caption={t('playbooks.views.starters')}
            rows={items}
            idOf={(row) => row.code}
            columns={[
              { id: 'phase', heading: t('account.phase'), cell: (row) => phaseName(row.phase) },
              { id: 'title', heading: t('playbooks.name'), width: 220, cell: (row) => row.title },
              { id: 'outcome', heading: t('playbooks.outcome'), width: 280, cell: (row) => row.outcome },
              { id: 'steps', heading: t('playbooks.steps'), figure: true, cell: (row) => row.steps },
              {
                id: 'take',
                heading: t('playbooks.begin'),
                cell: (row) =>
                  row.playbookId ? (
                    <Tag tone="accent">{t('playbooks.ours')}</Tag>
                  ) : session.may('AdoptStarterPlaybook') ? (
                    <Button
                      size="compact-sm"
                      variant="default"
                      loading={adopt.isPending && adopt.variables === row.code}
                      onClick={() =>
                        adopt.mutate(row.code, {
                          onSuccess: (playbook) =>
                            void navigate({ to: '/playbooks/$playbookId', params: { playbookId: playbook.id } }),
                        })
                      }
                    >
                      {t('playbooks.adopt')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
