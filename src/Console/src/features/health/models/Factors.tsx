import { Button, SegmentedControl, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, dayShort } from '@/app/format';
import { type Column, DataTable } from '@/kit/DataTable';
import { Figure } from '@/kit/Figure';
import { IntervalBar } from '@/kit/IntervalBar';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Models.module.css';

type Factor = Schema<'Factor'>;

/** What a model looks at, with error bars; said each time: importance is not an effect. */
export function Factors({ versions }: { versions: readonly string[] }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const asked = useGet('/v1/factors');
  return (
    <Answer of={asked}>
      {(report) => {
        const models = report.models.filter((model) => versions.includes(model.modelVersion));
        const shown = models.find((model) => model.modelVersion === address.factors) ?? models[0];
        return (
          <Section
            title={t('models.factors')}
            help={report.note}
            actions={
              models.length > 1 && shown ? (
                <SegmentedControl
                  size="xs"
                  aria-label={t('models.factorsOf')}
                  data={models.map((model) => ({
                    value: model.modelVersion,
                    label: `${t(`models.aliases.${model.alias}`)} ${model.modelVersion}`,
                  }))}
                  value={shown.modelVersion}
                  onChange={(factors) => change({ factors })}
                />
              ) : null
            }
          >
            {shown && shown.factors.length > 0 ? (
              <Table
                factors={shown.factors}
                tested={t('models.testedOn', { from: dayShort(shown.testFrom), to: dayShort(shown.testTo) })}
                version={shown.modelVersion}
              />
            ) : (
              <Empty words={t('models.noFactors')} />
            )}
          </Section>
        );
      }}
    </Answer>
  );
}

/** How many factors are shown until all are asked for. */
const first = 12;

/** A figure with four decimals; what rounds to nothing has no sign. */
function small(value: number): string {
  const shown = count(Math.abs(value), 4);
  return value < 0 && Number(shown) !== 0 ? `−${shown}` : shown;
}

function Table({ factors, tested, version }: { factors: readonly Factor[]; tested: string; version: string }) {
  const { t } = useTranslation();
  const split = factors.filter((factor) => factor.notAgreed);
  const end = Math.max(...factors.map((factor) => factor.high), 0.0001);
  const start = Math.min(...factors.map((factor) => factor.low), 0);
  const [address, change] = useAddress();
  const all = address.all === '1';
  const top = factors.slice(0, 3).map((factor) => factor.words);
  const columns: Column<Factor>[] = [
    { id: 'words', heading: t('models.factor'), width: 200, cell: (row) => row.words },
    {
      id: 'importance',
      heading: t('models.importance'),
      width: 250,
      cell: (row) => (
        <span className={classes.importance}>
          <IntervalBar
            quiet
            value={row.importance}
            low={row.low}
            high={row.high}
            from={start}
            to={end}
            words={t('models.importanceWords', {
              factor: row.words,
              value: small(row.importance),
              low: small(row.low),
              high: small(row.high),
            })}
          />
          <small>
            <Figure
              size="inline"
              label={t('models.importance')}
              value={small(row.importance)}
              definition={t('models.importanceHelp')}
              inputs={[
                { name: t('models.interval'), value: `${small(row.low)} – ${small(row.high)}` },
                ...(row.reference
                  ? [
                      { name: t('models.ourRank'), value: count(row.reference.ourRank) },
                      { name: t('models.theirRank'), value: count(row.reference.rank) },
                    ]
                  : []),
              ]}
              scope={tested}
              formula={version}
            />
            {t('models.spanOf', { low: small(row.low), high: small(row.high) })}
            {row.low <= 0 ? ` ${t('models.cannotTell')}` : null}
          </small>
        </span>
      ),
    },
    {
      id: 'direction',
      heading: t('models.direction'),
      width: 150,
      cell: (row) => t(`models.directions.${row.direction}`),
    },
    {
      id: 'actionable',
      heading: t('models.inOurHands'),
      cell: (row) => (row.actionable ? <Tag tone="accent">{t('reason.actionable')}</Tag> : t('models.notActionable')),
    },
    {
      id: 'agreed',
      heading: t('models.reference'),
      width: 220,
      cell: (row) =>
        row.notAgreed ? (
          <span className={classes.split}>{row.notAgreed}</span>
        ) : row.reference ? (
          t('models.agreed')
        ) : (
          t('models.noReference')
        ),
    },
  ];
  return (
    <>
      <Text size="sm">
        {t('models.factorsSummary', { count: factors.length, first: top.join(t('shell.and')), split: split.length })}
      </Text>
      <DataTable
        caption={t('models.factorsCaption')}
        rows={all ? factors : factors.slice(0, first)}
        columns={columns}
        idOf={(row) => row.name}
      />
      {factors.length > first ? (
        <Button
          className="no-print"
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          onClick={() => change({ all: all ? undefined : '1' })}
        >
          {t(all ? 'models.fewer' : 'models.allFactors', { count: factors.length })}
        </Button>
      ) : null}
    </>
  );
}
