import { Button, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { useAsOf } from '@/app/asOf';
import { day, dayPlus, dayShort, mondayOf } from '@/app/format';
import { Page } from '@/kit/Page';
import { Answer } from '@/kit/States';
import { Done } from './Done';
import { Help } from './Help';
import { Moves } from './Moves';
import { Patterns } from './Patterns';
import { Risk } from './Risk';

/** 今週の要点: what changed since last Monday and whom to help first; every line opens its evidence. */
export default function Brief() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const newest = mondayOf(useAsOf().until);
  const week = address.week && address.week < newest ? address.week : newest;
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
            onClick={() => change({ week: dayPlus(week, -7) })}
          >
            {t('brief.before')}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            disabled={week >= newest}
            rightSection={<IconChevronRight size={16} aria-hidden />}
            onClick={() => change({ week: week >= dayPlus(newest, -7) ? undefined : dayPlus(week, 7) })}
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
