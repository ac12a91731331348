import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { count, day, dayShort, percent } from '@/app/format';
import { Figure } from '@/kit/Figure';
import type { Model } from './alias';

/** One line of the comparison: what is measured, and what each model shows of it. */
export interface MeasureLine {
  id: string;
  name: string;
  cell: (model: Model) => ReactNode;
}

const span = (low: number | null, high: number | null, decimals: number) =>
  low === null || high === null ? null : `${count(low, decimals)} – ${count(high, decimals)}`;

/** The measures by which models are compared, each a figure that says what it is and on which rows it was taken. */
export function useMeasures(): MeasureLine[] {
  const { t } = useTranslation();
  const figure = (
    model: Model,
    id: 'auc' | 'logLoss' | 'ece' | 'lift' | 'reference' | 'baseRate',
    value: string | null,
    below: ReactNode,
    inputs: { name: string; value: ReactNode }[] = [],
  ) => (
    <Figure
      size="inline"
      label={t(`models.measures.${id}`)}
      value={value}
      definition={t(`models.measureHelp.${id}`)}
      inputs={[{ name: t('models.testRows'), value: count(model.measures?.rows) }, ...inputs]}
      scope={
        model.testFrom
          ? t('models.testedOn', { from: dayShort(model.testFrom), to: dayShort(model.testTo) })
          : t('models.notTested')
      }
      asOf={model.registeredAt}
      formula={model.version}
      note={model.measures ? null : t('models.notTested')}
      below={below}
    />
  );
  return [
    {
      id: 'auc',
      name: t('models.measures.auc'),
      cell: (model) => {
        const at = model.measures;
        const within = at ? span(at.rocAucLow, at.rocAucHigh, 3) : null;
        return figure(
          model,
          'auc',
          at?.rocAuc == null ? null : count(at.rocAuc, 3),
          within ? t('models.within', { span: within }) : null,
          [{ name: t('models.measures.ap'), value: count(at?.prAuc, 3) }],
        );
      },
    },
    {
      id: 'logLoss',
      name: t('models.measures.logLoss'),
      cell: (model) => {
        const at = model.measures;
        return figure(
          model,
          'logLoss',
          at ? count(at.logLoss, 4) : null,
          at
            ? t(at.logLoss < at.baseLogLoss ? 'models.beatsBase' : 'models.losesToBase', {
                base: count(at.baseLogLoss, 4),
              })
            : null,
          [{ name: t('models.brier'), value: count(at?.brier, 4) }],
        );
      },
    },
    {
      id: 'ece',
      name: t('models.measures.ece'),
      cell: (model) => {
        const at = model.measures;
        return figure(
          model,
          'ece',
          at ? percent(at.ece) : null,
          at ? t('models.eceWords', { points: count(Number(at.ece) * 100, 1) }) : null,
        );
      },
    },
    {
      id: 'lift',
      name: t('models.measures.lift'),
      cell: (model) => {
        const at = model.measures;
        return figure(
          model,
          'lift',
          at?.liftAt10 == null ? null : t('models.times', { times: count(at.liftAt10, 1) }),
          at?.liftAt10 == null
            ? null
            : t('models.liftWords', { rate: percent(Number(at.liftAt10) * Number(at.baseRate), 0) }),
        );
      },
    },
    {
      id: 'baseRate',
      name: t('models.measures.baseRate'),
      cell: (model) =>
        figure(model, 'baseRate', model.measures ? percent(model.measures.baseRate) : null, null, [
          { name: t('models.learnedRate'), value: percent(model.baseRate) },
        ]),
    },
    {
      id: 'reference',
      name: t('models.measures.reference'),
      cell: (model) => {
        const at = model.measures?.reference;
        if (!at) {
          return t('models.noReference');
        }
        const verdict =
          at.differenceLow > 0 ? 'models.betterThan' : at.differenceHigh < 0 ? 'models.worseThan' : 'models.asGoodAs';
        return figure(
          model,
          'reference',
          count(at.difference, 4).replace('-', '−'),
          t(verdict, { span: (span(at.differenceLow, at.differenceHigh, 4) ?? '').replaceAll('-', '−') }),
          [
            { name: t('models.referenceLearner'), value: at.learner },
            { name: t('models.ourLogLoss'), value: count(at.ourLogLoss, 4) },
            { name: t('models.theirLogLoss'), value: count(at.logLoss, 4) },
            { name: t('models.theirAuc'), value: count(at.rocAuc, 3) },
            { name: t('models.theirEce'), value: percent(at.ece) },
          ],
        );
      },
    },
    {
      id: 'champion',
      name: t('models.againstChampion'),
      cell: (model) =>
        model.alias === 'champion'
          ? t('models.itself')
          : (model.gates.find((gate) => gate.name === 'worse-than-champion')?.words ?? t('figure.none')),
    },
    {
      id: 'gates',
      name: t('models.gates'),
      cell: (model) => {
        const passed = model.gates.filter((gate) => gate.passed).length;
        return t(passed === model.gates.length ? 'models.allGates' : 'models.someGates', {
          passed,
          count: model.gates.length,
        });
      },
    },
    {
      id: 'findings',
      name: t('models.findings'),
      cell: (model) =>
        model.findings.length === 0
          ? t('models.noFindings')
          : t('models.findingsCount', { count: model.findings.length }),
    },
    {
      id: 'trained',
      name: t('models.trainedOn'),
      cell: (model) =>
        model.trainedFrom
          ? t('models.fromTo', { from: day(model.trainedFrom), to: day(model.trainedTo) })
          : t('figure.none'),
    },
    {
      id: 'tested',
      name: t('models.testMonths'),
      cell: (model) =>
        model.testFrom ? t('models.fromTo', { from: day(model.testFrom), to: day(model.testTo) }) : t('figure.none'),
    },
    {
      id: 'fingerprint',
      name: t('models.fingerprint'),
      cell: (model) =>
        model.dataFingerprint ? (
          <code title={model.dataFingerprint}>{model.dataFingerprint.slice(0, 12)}</code>
        ) : (
          t('figure.none')
        ),
    },
  ];
}
