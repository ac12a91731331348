import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isOver, type JobProgress } from '@/api/jobs';
import classes from './JobBar.module.css';

/** How far a job is: its step in words, its share in per cent, and whether its news still comes. */
export function JobBar({ job, label }: { job: JobProgress; label: string }) {
  const { t } = useTranslation();
  const words = job.lost ? job.lost.message : (job.ended?.refusal ?? t(`job.states.${job.state}`));
  return (
    <div className={classes.bar}>
      <Progress
        value={job.percent}
        size="sm"
        aria-label={label}
        color={job.state === 'failed' || job.state === 'refused' ? 'red' : 'indigo'}
        animated={!isOver(job.state) && job.connected}
      />
      <div className={classes.line}>
        <span role="status">
          {isOver(job.state) || !job.step ? words : job.step}
          {job.connected ? null : <strong className={classes.lost}> {t('job.reconnecting')}</strong>}
        </span>
        <span className="figures">{job.percent} %</span>
      </div>
      {job.ended?.errors.slice(0, 5).map((error) => (
        <p className={classes.error} key={error.pointer + error.detail}>
          {error.detail}
        </p>
      ))}
    </div>
  );
}
