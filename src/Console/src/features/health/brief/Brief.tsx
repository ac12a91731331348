import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { day, dayShort, thisMonday } from '@/app/format';
import { Page } from '@/kit/Page';
import { Answer } from '@/kit/States';
import { Done } from './Done';
import { Help } from './Help';
import { Moves } from './Moves';
import { Patterns } from './Patterns';
import { Risk } from './Risk';

const plusDays = (from: string, days: number) =>
  new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** 今週の要点: what changed since last Monday and whom to help first; every line opens its evidence. */
export default function Brief() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const week = address.week ?? thisMonday();
  const brief = useGet('/v1/brief', { params: { query: { week } } });
  return (
    <Page
      title={t('screens.brief')}
      lead={
        brief.data
          ? t('brief.lead', {
              since: day(brief.data.since),
              until: day(brief.data.until),
              scope: brief.data.scope?.words ?? '',
            })
          : undefined
      }
      actions={
        <Group gap={4}>
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
            onClick={() => change({ week: plusDays(week, -7) })}
          >
            {t('brief.before')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            disabled={week >= thisMonday()}
            rightSection={<IconChevronRight size={16} aria-hidden />}
            onClick={() => change({ week: week >= plusDays(thisMonday(), -7) ? undefined : plusDays(week, 7) })}
          >
            {t('brief.after', { day: dayShort(week) })}
          </Button>
        </Group>
      }
    >
      <Answer of={brief} rows={12}>
        {(data) => (
          <>
            <Risk risk={data.arrAtRisk} scope={data.scope?.words} />
            <Help help={data.help} />
            <Moves moves={data.moves} />
            <Patterns patterns={data.patterns} />
            <Done done={data.done} />
          </>
        )}
      </Answer>
    </Page>
  );
}
