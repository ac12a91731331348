import { Drawer, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { count, moment, money, percent } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { IntervalBar } from '@/kit/IntervalBar';
import { type Interval, useIntervalWords } from '@/kit/KataCard';
import { useActorName } from '@/kit/People';
import { Verdict } from '@/kit/Verdict';
import { Doubt } from './Card';
import { How } from './How';
import classes from './Kata.module.css';
import { arrOf, hasVerdict, type Pattern, reachMrr, useCounted, useOutcomeWords } from './pattern';

/** The whole evidence of one pattern, beside the list. */
export function PatternDrawer({ patterns, reach }: { patterns: readonly Pattern[]; reach: number }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const pattern = patterns.find((one) => one.id === address.pattern);
  return (
    <Drawer
      opened={pattern !== undefined}
      onClose={() => change({ pattern: undefined })}
      position="right"
      size="xl"
      title={pattern ? t('kata.evidenceOf', { phase: pattern.phaseName }) : ''}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      {pattern ? <Evidence pattern={pattern} reach={reach} /> : null}
    </Drawer>
  );
}

interface Half {
  key: 'all' | 'heldOut';
  with: string;
  without: string;
  crude: Interval;
  adjusted: Interval | null;
}

function Evidence({ pattern, reach }: { pattern: Pattern; reach: number }) {
  const { t } = useTranslation();
  const outcome = useOutcomeWords();
  const counted = useCounted();
  const words = useIntervalWords();
  const { heldOut, worth } = pattern;
  const arr = arrOf(pattern, undefined);
  const halves: Half[] = [
    {
      key: 'all',
      with: counted(pattern, pattern.withSuccess, pattern.with),
      without: counted(pattern, pattern.withoutSuccess, pattern.without),
      crude: pattern.difference,
      adjusted: pattern.adjustedDifference,
    },
    {
      key: 'heldOut',
      with: counted(pattern, heldOut.withSuccess, heldOut.with),
      without: counted(pattern, heldOut.withoutSuccess, heldOut.without),
      crude: heldOut.difference,
      adjusted: heldOut.adjusted,
    },
  ];
  const columns: Column<Half>[] = [
    { id: 'half', heading: t('kata.data'), cell: (row) => t(`kata.halves.${row.key}`) },
    { id: 'with', heading: t('pattern.with'), figure: true, cell: (row) => row.with },
    { id: 'without', heading: t('pattern.without'), figure: true, cell: (row) => row.without },
    { id: 'crude', heading: t('kata.crude'), figure: true, cell: (row) => words(row.crude) },
    { id: 'adjusted', heading: t('pattern.adjusted'), figure: true, cell: (row) => words(row.adjusted) },
  ];
  const lowers = pattern.verdict === 'lowers';
  const despite = lowers ? pattern.withSuccess : pattern.with - pattern.withSuccess;
  const anyway = lowers ? pattern.without - pattern.withoutSuccess : pattern.withoutSuccess;
  const quiet = !hasVerdict(pattern);
  const side = (label: string, help: string, interval: Interval | null) => (
    <div className={classes.side}>
      <strong>{label}</strong>
      {interval ? <IntervalBar {...interval} from={-reach} to={reach} quiet={quiet} words={words(interval)} /> : null}
      <span>{words(interval)}</span>
      <span className={classes.soft}>{help}</span>
    </div>
  );
  return (
    <Stack gap="lg">
      <Stack gap="xs" align="flex-start">
        <Title order={3}>{pattern.words}</Title>
        <Verdict verdict={pattern.verdict} of={outcome(pattern)} />
        {quiet ? (
          <Text size="sm">
            <Doubt pattern={pattern} />
          </Text>
        ) : null}
        <p className={classes.text}>{pattern.evidence}</p>
      </Stack>
      <div className={classes.sides}>
        {side(t('kata.crude'), t('kata.crudeHelp'), pattern.difference)}
        {side(t('pattern.adjusted'), t('kata.adjustedHelp'), pattern.adjustedDifference)}
      </div>
      <DataTable
        caption={t('chart.tableOf', { of: pattern.words })}
        rows={halves}
        columns={columns}
        idOf={(row) => row.key}
      />
      <dl className={classes.facts}>
        <dt>{t('kata.counter')}</dt>
        <dd>
          {t(lowers ? 'kata.counterLowers' : 'kata.counterRaises', { despite: count(despite), anyway: count(anyway) })}
        </dd>
        <dt>{t('kata.chance')}</dt>
        <dd>
          {t(pattern.q <= pattern.source.falseDiscoveryRate ? 'kata.chancePassed' : 'kata.chanceNotPassed', {
            q: small(pattern.q, t('kata.under')),
            p: small(pattern.p, t('kata.under')),
            rate: percent(pattern.source.falseDiscoveryRate, 0),
          })}
        </dd>
        {pattern.lift == null ? null : (
          <>
            <dt>{t('kata.lift')}</dt>
            <dd>{t('kata.liftWords', { lift: count(pattern.lift, 2), base: percent(pattern.baseRate) })}</dd>
          </>
        )}
        {quiet ? null : (
          <>
            <dt>{t('kata.gained')}</dt>
            <dd>
              {t('kata.gainedWords', {
                customers: worth.customers,
                value: count(worth.outcomes.value, 1),
                low: count(worth.outcomes.low, 1),
                high: count(worth.outcomes.high, 1),
              })}
              {arr
                ? t('kata.gainedArrWords', { value: money(arr.value), low: money(arr.low), high: money(arr.high) })
                : ''}
            </dd>
          </>
        )}
        {pattern.reachAccounts == null ? null : (
          <>
            <dt>{t('kata.reach')}</dt>
            <dd>
              {t('kata.reachWords', { count: pattern.reachAccounts, mrr: reachMrr(pattern) || t('figure.none') })}
            </dd>
          </>
        )}
      </dl>
      <Stack gap="xs">
        <Title order={3}>{t('kata.how')}</Title>
        <How horizonDays={pattern.counted?.horizonDays} />
      </Stack>
      <Source pattern={pattern} />
    </Stack>
  );
}

const small = (value: number, under: string) => (value < 0.001 ? `${under}0.001` : count(value, 3));

/** Where a pattern comes from, so that it can be made again. */
function Source({ pattern }: { pattern: Pattern }) {
  const { t } = useTranslation();
  const person = useActorName();
  const { source } = pattern;
  return (
    <Stack gap="xs">
      <Title order={3}>{t('kata.source')}</Title>
      <dl className={classes.facts}>
        <dt>{t('kata.origin')}</dt>
        <dd>{t(`kata.originNames.${pattern.origin}`)}</dd>
        <dt>{t('kata.at')}</dt>
        <dd>
          {moment(source.at)}
          {source.by ? t('kata.by', { name: person(source.by) }) : ''}
        </dd>
        <dt>{t('kata.raw')}</dt>
        <dd>
          <code>{pattern.condition}</code>
        </dd>
        <dt>{t('kata.tried')}</dt>
        <dd>{t('kata.triedWords', { tried: count(source.tried), hidden: count(source.hidden) })}</dd>
        <dt>{t('kata.program')}</dt>
        <dd>{t('kata.programWords', { program: source.program, data: source.data, seed: source.seed })}</dd>
        {source.model ? (
          <>
            <dt>{t('kata.model')}</dt>
            <dd>{source.model}</dd>
          </>
        ) : null}
        <dt>{t('kata.fingerprint')}</dt>
        <dd>
          <code>{source.dataFingerprint}</code>
        </dd>
      </dl>
    </Stack>
  );
}
