import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useGet } from '@/api/useGet';

const ends = ['succeeded', 'refused', 'failed', 'cancelled'];

/** Follows long work by its id; what the console has read is asked anew when the work succeeded. */
export function useJob(jobId: string | undefined) {
  const client = useQueryClient();
  const job = useGet(
    '/v1/jobs/{jobId}',
    { params: { path: { jobId: jobId ?? '' } } },
    { when: jobId !== undefined, every: 1500 },
  );
  const state = jobId ? job.data?.state : undefined;
  useEffect(() => {
    if (state === 'succeeded') {
      void client.invalidateQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('/v1/jobs') });
    }
  }, [state, client]);
  return {
    state,
    running: jobId !== undefined && !ends.includes(state ?? ''),
    percent: job.data?.percent ?? 0,
    refusal: job.data?.refusal ?? null,
  };
}
