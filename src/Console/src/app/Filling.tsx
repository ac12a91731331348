import { IconLoader2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useJobKind } from '@/kit/JobToast';
import classes from './AsOf.module.css';
import { useSession } from './session';

/** What changes what screens show, so that they are asked anew while it goes on. */
const filling = ['LoadImport', 'BuildSnapshots', 'TrainModel', 'ScoreAccounts', 'MinePatterns', 'CloseMonths'];
const often = 3_000;
const seldom = 20_000;

/** A line for whoever sees all jobs: data is coming in, and what is shown grows until it is there. */
export function Filling() {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const kindOf = useJobKind();
  const [busy, setBusy] = useState(false);
  const jobs = useGet(
    '/v1/jobs',
    {
      params: {
        query: {
          limit: 5,
          sort: ['queuedAt'],
          'filter[state][in]': ['queued', 'running'],
          'filter[kind][in]': filling,
        },
      },
    },
    { when: session.reach('ListJobs') === 'all', every: busy ? often : seldom },
  );
  const running = jobs.data?.items ?? [];
  const which = running.map((job) => job.id).join(' ');
  const before = useRef('');
  useEffect(() => {
    setBusy(which !== '');
    if (which === before.current) {
      return;
    }
    before.current = which;
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== '/v1/jobs' });
  }, [which, client]);
  const first = running.find((job) => job.state === 'running') ?? running[0];
  return first ? (
    <section className={`${classes.band} no-print`} aria-label={t('filling.title')} data-filling>
      <IconLoader2 size={18} aria-hidden />
      <p>
        <strong>{t('filling.words', { kind: kindOf(first.kind), percent: first.percent })}</strong> {t('filling.help')}
      </p>
    </section>
  ) : null;
}
