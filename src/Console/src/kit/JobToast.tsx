import { Button, CloseButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconLoader2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { isOver, useJob } from '@/api/jobs';
import { useSend } from '@/api/useGet';
import { useSession } from '@/app/session';
import { JobBar } from './JobBar';
import classes from './JobToast.module.css';

/** A job that somebody started here: what it is, on what, and which answers are asked anew when it is over. */
export interface Followed {
  id: string;
  /** The kind of job as the API names it. */
  kind: string;
  /** On what it works: a file, a model, a day. */
  on?: string;
  after: readonly string[];
}

const kept = 'jobs';
const listeners = new Set<() => void>();
let followed: readonly Followed[] = JSON.parse(sessionStorage.getItem(kept) ?? '[]') as Followed[];

function set(next: readonly Followed[]): void {
  followed = next;
  sessionStorage.setItem(kept, JSON.stringify(next));
  for (const listener of listeners) {
    listener();
  }
}

/** Shows a job in the corner of every screen until it is dismissed; a page that is loaded again goes on following. */
export function followJob(job: Followed): void {
  set([...followed.filter((one) => one.id !== job.id), job]);
}

/** Forgets what was followed, when whoever started it signs out. */
export const forgetJobs = (): void => set([]);

const dismiss = (id: string) => set(followed.filter((job) => job.id !== id));

/** The word of a kind of job, or the name as the API gives it where the console knows none. */
export function useJobKind(): (kind: string) => string {
  const { t, i18n } = useTranslation();
  return (kind) => (i18n.exists(`job.kinds.${kind}`) ? t(`job.kinds.${kind as 'LoadImport'}`) : kind);
}

/** The jobs that were started here, one toast each. */
export function JobToasts() {
  const { t } = useTranslation();
  const jobs = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => followed,
  );
  return jobs.length === 0 ? null : (
    <section className={`${classes.stack} no-print`} aria-label={t('job.yours')}>
      {jobs.map((job) => (
        <JobToast key={job.id} job={job} />
      ))}
    </section>
  );
}

/** One job, live: its progress by events, a way to stop it, its end; it stays until it is dismissed. */
export function JobToast({ job }: { job: Followed }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const session = useSession();
  const kindOf = useJobKind();
  const progress = useJob(job.id);
  const cancel = useSend(() => told(api.DELETE('/v1/jobs/{jobId}', { params: { path: { jobId: job.id } } })));
  const over = progress ? isOver(progress.state) || progress.lost !== null : false;
  const paths = job.after.join(' ');
  useEffect(() => {
    if (over) {
      void client.invalidateQueries({
        predicate: ({ queryKey }) => paths.split(' ').some((path) => path && String(queryKey[0]).startsWith(path)),
      });
    }
  }, [over, paths, client]);

  if (!progress) {
    return null;
  }
  const name = [kindOf(job.kind), job.on].filter(Boolean).join(' · ');
  const Icon = !over ? IconLoader2 : progress.state === 'succeeded' ? IconCircleCheck : IconAlertTriangle;
  return (
    <div className={classes.toast} data-state={progress.lost ? 'failed' : progress.state}>
      <div className={classes.head}>
        <Icon size={18} aria-hidden className={over ? undefined : classes.turning} />
        <strong className={classes.name}>{name}</strong>
        <CloseButton size="sm" aria-label={t('job.dismiss', { name })} onClick={() => dismiss(job.id)} />
      </div>
      <JobBar job={progress} label={name} />
      {!over && session.may('CancelJob') ? (
        <Button
          size="compact-sm"
          variant="default"
          className={classes.cancel}
          loading={cancel.isPending}
          disabled={cancel.isSuccess}
          onClick={() => cancel.mutate(undefined)}
        >
          {t(cancel.isSuccess ? 'job.stopping' : 'job.cancel')}
        </Button>
      ) : null}
      {cancel.error ? <p className={classes.refused}>{cancel.error.message}</p> : null}
    </div>
  );
}
