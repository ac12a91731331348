import { useGet } from '@/api/useGet';
import { Answer } from '@/kit/States';
import type { Project } from '../ask';
import { Commitment } from './Commitment';
import { Confidence } from './Confidence';
import { Links } from './Links';
import { Seen } from './Seen';

/** What the customer and we do together: what they see, whether they keep it, how sure both sides are, who may open it. */
export function Together({ project }: { project: Project }) {
  const plan = useGet('/v1/success-projects/{projectId}/action-plan', {
    params: { path: { projectId: project.id } },
  });
  const open = project.closedOn === null;
  return (
    <Answer of={plan} rows={10}>
      {(data) => (
        <>
          <Seen plan={data} open={open} />
          <Commitment plan={data} open={open} />
          <Confidence plan={data} open={open} />
          <Links plan={data} open={open} />
        </>
      )}
    </Answer>
  );
}
