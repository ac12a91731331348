import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useList } from '@/api/useGet';
import { useAsOf } from '@/app/asOf';
import { day } from '@/app/format';
import { Section } from '@/kit/Page';
import { Empty, Loading, Refused } from '@/kit/States';
import type { PartProps } from './parts';
import classes from './Timeline.module.css';

/** What has happened with the customer, the newest first, by day. */
export function Timeline({ account }: PartProps) {
  const { t } = useTranslation();
  const { by } = useAsOf();
  const list = useList('/v1/accounts/{accountId}/timeline', {
    params: { path: { accountId: account.id }, query: { limit: 50, ...by('on', 'recordedAt') } },
  } as never);
  if (list.error && list.rows.length === 0) {
    return <Refused refusal={list.error} again={() => void list.refetch()} />;
  }
  return (
    <Section title={t('account.tabs.timeline')}>
      {list.isPending ? (
        <Loading />
      ) : list.rows.length === 0 ? (
        <Empty words={t('account.timeline.none')} />
      ) : (
        <ol className={classes.timeline}>
          {list.rows.map((line) => (
            <li key={line.id}>
              <time dateTime={line.on}>{day(line.on)}</time>
              <span>{line.text}</span>
            </li>
          ))}
        </ol>
      )}
      {list.hasNextPage ? (
        <Button
          variant="default"
          w="fit-content"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('account.timeline.earlier')}
        </Button>
      ) : null}
    </Section>
  );
}
