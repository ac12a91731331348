import { Button, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { filterQuery, useAddress } from '@/app/address';
import { useAsOf } from '@/app/asOf';
import { day } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhases } from '@/kit/Accounts';
import { FilterBar, type FilterField } from '@/kit/FilterBar';
import { Page, Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Card } from './Card';
import { How } from './How';
import classes from './Kata.module.css';
import { Mine } from './Mine';
import { PatternDrawer } from './PatternDrawer';
import { axisOf, hasVerdict, type Pattern } from './pattern';
import { Worth } from './Worth';

const groups = ['raises', 'lowers', 'cannotTell'] as const;

/** 型ライブラリ: what goes with success and failure in each phase, how surely, and where changing it pays. */
export default function Kata() {
  const { t } = useTranslation();
  const session = useSession();
  const [address] = useAddress();
  const navigate = useNavigate();
  const phases = usePhases();
  const { asOf } = useAsOf();
  const asked = filterQuery(address);
  const filtered = Object.keys(asked).length > 0;
  const found = useGet('/v1/patterns', {
    params: { query: { limit: 200, ...asked, ...(asOf ? { asOf: asOf.day } : {}) } },
  } as never);
  const fields = useMemo<FilterField[]>(
    () => [
      {
        field: 'phase',
        label: t('kata.phase'),
        kind: 'choice',
        choices: phases.map((phase) => ({ value: phase.code, label: phase.name })),
      },
      {
        field: 'verdict',
        label: t('kata.verdict'),
        kind: 'choice',
        choices: groups.map((verdict) => ({ value: verdict, label: t(`verdict.${verdict}`, { of: t('kata.stay') }) })),
      },
      {
        field: 'origin',
        label: t('kata.origin'),
        kind: 'choice',
        choices: (['mined', 'published'] as const).map((origin) => ({
          value: origin,
          label: t(`kata.originNames.${origin}`),
        })),
      },
      { field: 'reachAccounts', label: t('kata.reach'), kind: 'number' },
    ],
    [t, phases],
  );
  const newest = found.data?.items
    .map((pattern) => pattern.source.at)
    .sort()
    .at(-1);
  return (
    <Page
      title={t('screens.kata')}
      lead={newest ? t('kata.lead', { on: day(newest) }) : t('kata.leadEmpty')}
      actions={session.may('StartPatternMining') ? <Mine /> : null}
    >
      <FilterBar fields={fields} />
      <Answer of={found} rows={12}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              words={t(filtered ? 'kata.noneMatch' : 'kata.none')}
              step={
                filtered ? (
                  <Button variant="default" onClick={() => void navigate({ to: '/kata' })}>
                    {t('kata.showAll')}
                  </Button>
                ) : null
              }
            />
          ) : (
            <div className={classes.parts}>
              <Worth patterns={items} />
              {inPhases(items, phases).map(({ code, name, patterns }) => (
                <Section key={code} bare title={name}>
                  <Phase patterns={patterns} reach={axisOf(items)} />
                </Section>
              ))}
              <Section title={t('kata.how')}>
                <How horizonDays={items.find((pattern) => pattern.counted)?.counted?.horizonDays} />
              </Section>
              <PatternDrawer patterns={items} reach={axisOf(items)} />
            </div>
          )
        }
      </Answer>
    </Page>
  );
}

/** Success factors beside failure factors; what has no verdict stands below, when asked for and on paper. */
function Phase({ patterns, reach }: { patterns: readonly Pattern[]; reach: number }) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const unclear = patterns.filter((pattern) => !hasVerdict(pattern));
  return (
    <>
      <div className={classes.split}>
        {(['raises', 'lowers'] as const).map((verdict) => {
          const own = patterns.filter((pattern) => pattern.verdict === verdict);
          return (
            <div key={verdict} className={classes.group}>
              <Title order={3}>{t(`kata.groups.${verdict}`)}</Title>
              {own.length === 0 ? <p className={classes.none}>{t(`kata.noFactor.${verdict}`)}</p> : null}
              {own.map((pattern) => (
                <Card key={pattern.id} pattern={pattern} reach={reach} />
              ))}
            </div>
          );
        })}
      </div>
      {unclear.length > 0 ? (
        <div className={classes.group}>
          <Button
            className="no-print"
            variant="subtle"
            size="compact-sm"
            px={4}
            w="fit-content"
            aria-expanded={opened}
            leftSection={
              opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />
            }
            onClick={toggle}
          >
            {t('kata.groups.cannotTell', { count: unclear.length })}
          </Button>
          <div className={classes.cards} data-closed={!opened || undefined}>
            {unclear.map((pattern) => (
              <Card key={pattern.id} pattern={pattern} reach={reach} />
            ))}
          </div>
        </div>
      ) : null}
    </>
  );
}

/** Patterns by phase, phases in the company's order; of a phase that is no more, last. */
function inPhases(patterns: readonly Pattern[], phases: readonly { code: string; name: string }[]) {
  const order = (code: string) => {
    const place = phases.findIndex((phase) => phase.code === code);
    return place < 0 ? phases.length : place;
  };
  return [...new Set(patterns.map((pattern) => pattern.phase))]
    .sort((a, b) => order(a) - order(b))
    .map((code) => {
      const own = patterns.filter((pattern) => pattern.phase === code).sort((a, b) => a.rankInPhase - b.rankInPhase);
      return { code, name: own[0]?.phaseName ?? code, patterns: own };
    });
}
