import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { count } from '@/app/format';
import { Refused } from '@/kit/States';
import { useJob } from '@/kit/useJob';

/** Looks for patterns anew in what the company knows today. */
export function Mine() {
  const { t } = useTranslation();
  const start = useSend(() => told(api.POST('/v1/pattern-minings', { body: {} } as never)), ['/v1/patterns']);
  const jobId = (start.data as { jobId: string } | undefined)?.jobId;
  const job = useJob(jobId);
  return (
    <>
      {start.error ? <Refused refusal={start.error} /> : null}
      {jobId ? (
        <Text size="sm" role="status">
          {job.running
            ? t('kata.mining', { percent: count(job.percent) })
            : job.state === 'succeeded'
              ? t('kata.mined')
              : (job.refusal ?? t('kata.mineFailed'))}
        </Text>
      ) : null}
      <Button variant="default" loading={start.isPending || job.running} onClick={() => start.mutate()}>
        {t('kata.mine')}
      </Button>
    </>
  );
}
