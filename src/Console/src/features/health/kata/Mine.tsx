import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, once, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { followJob } from '@/kit/JobToast';
import { Refused } from '@/kit/States';

/** Looks for patterns anew in what the company knows today; the work is followed in the corner of every screen. */
export function Mine() {
  const { t } = useTranslation();
  const start = useSend(() =>
    told(
      api.POST('/v1/pattern-minings', {
        params: { header: once() },
        body: { outcome: 'churned', horizonDays: 90, seed: 1 },
      }),
    ),
  );
  return (
    <>
      {start.error ? <Refused refusal={start.error} /> : null}
      <Button
        variant="default"
        loading={start.isPending}
        onClick={() =>
          start.mutate(undefined, {
            onSuccess: ({ jobId }) =>
              followJob({ id: jobId, kind: 'MinePatterns', after: ['/v1/patterns', '/v1/brief'] }),
          })
        }
      >
        {t('kata.mine')}
      </Button>
    </>
  );
}
