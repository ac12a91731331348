import { api, once, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { monthsBack } from '@/app/format';
import { followJob } from './JobToast';

/** How many months of history a model learns from. */
const history = 36;

export interface Training {
  outcome: string;
  horizonDays: number;
  embargoDays: number;
  seed: number;
}

/** What a first model is about: churn within 90 days. */
export const usualTraining: Training = { outcome: 'churned', horizonDays: 90, embargoDays: 90, seed: 1 };

/** Starts the long work of learning; each is followed in the corner of the screen. */
export function useLearning() {
  const build = useSend(async () => {
    const { jobId } = await told(
      api.POST('/v1/snapshot-builds', {
        params: { header: once() },
        body: { from: monthsBack(history), to: monthsBack(1) },
      }),
    );
    followJob({ id: jobId, kind: 'BuildSnapshots', after: ['/v1/snapshots'] });
  });
  const train = useSend(async (training: Training) => {
    const { jobId } = await told(api.POST('/v1/model-trainings', { params: { header: once() }, body: training }));
    followJob({ id: jobId, kind: 'TrainModel', after: ['/v1/models', '/v1/factors'] });
  });
  const score = useSend(async () => {
    const { jobId } = await told(api.POST('/v1/scorings', { params: { header: once() }, body: {} }));
    followJob({ id: jobId, kind: 'ScoreAccounts', after: ['/v1/portfolio', '/v1/call-list'] });
  });
  return { build, train, score, refusal: build.error ?? train.error ?? score.error };
}
