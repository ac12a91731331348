import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { useSession } from '@/app/session';
import { type Issue, IssueTable } from '@/kit/Issues';
import { NotForYou } from '@/kit/NotForYou';
import { Page } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';

const views = ['open', 'beyond', 'all'] as const;

const asked: Record<(typeof views)[number], Record<string, string>> = {
  open: { 'filter[state][in]': 'open,decided' },
  beyond: { 'filter[state][in]': 'open,decided', 'filter[kind][ne]': 'product' },
  all: {},
};

/** 課題ログ: what stands between customers and their goals, the gravest first, whether or not the product has to do with it. */
export default function Issues() {
  const session = useSession();
  return session.may('ListConsultingIssues') ? <List /> : <NotForYou word="issues" operation="ListConsultingIssues" />;
}

function List() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const view = views.find((one) => one === address.show) ?? 'open';
  const list = useList('/v1/consulting-issues', {
    params: { query: { limit: 200, ...asked[view], ...filterQuery(address) } },
  } as never);
  const rows = list.rows as Issue[];
  return (
    <Page
      wide
      title={t('screens.issues')}
      lead={t('consulting.lead')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('projects.state')}
          data={views.map((value) => ({ value, label: t(`consulting.views.${value}`) }))}
          value={view}
          onChange={(next) => change({ show: next === 'open' ? undefined : next })}
        />
      }
    >
      {list.error && rows.length === 0 ? (
        <Refused refusal={list.error} again={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={10} />
      ) : rows.length === 0 ? (
        <Empty words={t('consulting.noIssues')} />
      ) : (
        <IssueTable caption={t('screens.issues')} rows={rows} withAccount />
      )}
    </Page>
  );
}
