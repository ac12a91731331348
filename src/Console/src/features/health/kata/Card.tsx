import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress, writeAddress } from '@/app/address';
import { dayShort } from '@/app/format';
import { KataCard, useIntervalWords } from '@/kit/KataCard';
import { hasVerdict, type Pattern, useCounted, useOutcomeWords } from './pattern';

/** One pattern of the API as a card. */
export function Card({ pattern, reach }: { pattern: Pattern; reach: number }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const outcome = useOutcomeWords();
  const counted = useCounted();
  const intervalWords = useIntervalWords();
  return (
    <KataCard
      phase={pattern.phaseName}
      words={pattern.words}
      verdict={pattern.verdict}
      of={outcome(pattern)}
      with={{
        share: pattern.withSuccess / Math.max(1, pattern.with),
        of: counted(pattern, pattern.withSuccess, pattern.with),
      }}
      without={{
        share: pattern.withoutSuccess / Math.max(1, pattern.without),
        of: counted(pattern, pattern.withoutSuccess, pattern.without),
      }}
      adjusted={pattern.adjustedDifference}
      facts={{
        definition: t('kata.adjustedHelp'),
        inputs: [
          { name: t('kata.crude'), value: intervalWords(pattern.difference) },
          { name: t('kata.halves.heldOut'), value: intervalWords(pattern.heldOut.adjusted) },
        ],
        asOf: pattern.source.at,
        rows: `/kata${writeAddress({ ...address, pattern: pattern.id })}`,
      }}
      reach={reach}
      heldOut={t('kata.heldOutWords', { interval: intervalWords(pattern.heldOut.adjusted) })}
      doubt={hasVerdict(pattern) ? null : <Doubt pattern={pattern} />}
      foot={
        <>
          {pattern.counted
            ? t('kata.countedCustomers', {
                with: pattern.counted.customersWith,
                without: pattern.counted.customersWithout,
              })
            : t('kata.countedElsewhere')}
          <br />
          {t(`kata.origins.${pattern.origin}`, { on: dayShort(pattern.source.at) })}
        </>
      }
      action={
        <Button variant="default" size="compact-sm" onClick={() => change({ pattern: pattern.id })}>
          {t('kata.evidence')}
          <span className="visually-hidden">{pattern.words}</span>
        </Button>
      }
    />
  );
}

/** Why nothing can be said. */
export function Doubt({ pattern }: { pattern: Pattern }) {
  const { t } = useTranslation();
  return pattern.counted?.explainedBy
    ? t('kata.explainedBy', { other: pattern.counted.explainedBy })
    : !pattern.heldOut.adjusted
      ? t('kata.notComparable')
      : t(pattern.q > pattern.source.falseDiscoveryRate ? 'kata.notConfirmed' : 'kata.notClear');
}
