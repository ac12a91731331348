import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, once, told } from '@/api/client';
import { useJob } from '@/api/jobs';
import { useSend } from '@/api/useGet';
import { count } from '@/app/format';
import { Facts } from '@/kit/Facts';
import { JobBar } from '@/kit/JobBar';
import { Section } from '@/kit/Page';
import { Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';

/** What the check tells beside whether the trail holds. */
const verified = ['rows', 'heads', 'notYetSealed', 'head', 'firstFault', 'atNumber', 'auditId'] as const;

/** Finds out whether anybody has changed the audit trail, and says so in words. */
export function Verification() {
  const { t } = useTranslation();
  const [head, setHead] = useState('');
  const start = useSend(() =>
    told(api.POST('/v1/audit-verifications', { params: { header: once() }, body: { knownHead: head.trim() || null } })),
  );
  const job = useJob(start.data?.jobId);
  const result = (job?.ended?.result ?? null) as Record<string, unknown> | null;
  const holds = result?.holds;
  return (
    <Section title={t('settings.verify')} help={t('settings.verifyHelp')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          start.mutate(undefined);
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('settings.knownHead')}
            description={t('settings.knownHeadHelp')}
            flex={1}
            miw={240}
            value={head}
            onChange={(event) => setHead(event.currentTarget.value)}
          />
          <Button type="submit" loading={start.isPending || (job !== null && job.ended === null)}>
            {t('settings.verifyNow')}
          </Button>
        </Group>
      </form>
      {start.error ? <Refused refusal={start.error} /> : null}
      {job && !job.ended ? <JobBar job={job} label={t('settings.verify')} /> : null}
      {result ? (
        <>
          {typeof holds === 'boolean' ? (
            <span>
              <Tag tone={holds ? 'good' : 'bad'}>{t(holds ? 'settings.holds' : 'settings.broken')}</Tag>
            </span>
          ) : null}
          <Facts
            grid
            facts={(holds === true ? verified.slice(0, 4) : verified)
              .map((name) => [name, result[name] ?? null] as const)
              .map(([name, value]) => ({
                name: t(`settings.verified.${name}`),
                value: typeof value === 'number' ? count(value) : value === null ? t('figure.none') : String(value),
              }))}
          />
        </>
      ) : null}
    </Section>
  );
}
