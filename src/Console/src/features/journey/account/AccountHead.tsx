import { Badge, Paper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { day, percent } from '@/app/format';
import { usePhaseName } from '@/kit/Accounts';
import { Facts, FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { Probability } from '@/kit/Probability';
import { Tag } from '@/kit/Tag';
import type { PartProps } from './parts';

/** Who the customer is at a glance: tier, phase, owner, purpose, and the probability with its horizon and its age. */
export function AccountHead({ account, score }: PartProps) {
  const { t } = useTranslation();
  const phaseName = usePhaseName();
  return (
    <Paper withBorder p="lg" radius={10}>
      <FigureRow>
        <Figure
          label={t('account.probability')}
          value={
            score ? <Probability value={score.probability} band={score.band} horizonDays={score.horizonDays} /> : null
          }
          definition={t('account.probabilityMeans', { days: score?.horizonDays ?? 90 })}
          inputs={
            score
              ? [
                  { name: t('account.baseRate'), value: percent(score.baseRate) },
                  { name: t('account.model'), value: score.modelVersion },
                ]
              : undefined
          }
          asOf={score?.asOf}
          note={
            score
              ? score.freshness.isStale
                ? t('account.stale', { count: score.freshness.ageDays })
                : null
              : t('account.notScored')
          }
          rows={score ? `/accounts/${account.id}?tab=why` : undefined}
          below={score ? t('account.scoredAsOf', { day: day(score.asOf) }) : undefined}
        />
        <Facts
          facts={[
            ...(account.prospect && account.prospect.state !== 'won'
              ? [
                  {
                    name: t('account.prospect.name'),
                    value: (
                      <Tag tone="proposed">
                        {t(`account.prospect.${account.prospect.state}`, { day: day(account.prospect.stateSince) })}
                      </Tag>
                    ),
                  },
                ]
              : []),
            { name: t('account.owner'), value: account.ownerName ?? t('account.noOwner') },
            {
              name: t('account.phase'),
              value: account.phase
                ? t('account.phaseSince', { phase: phaseName(account.phase), day: day(account.phaseSince) })
                : null,
            },
            { name: t('account.tier'), value: account.tier },
            { name: t('account.touch'), value: account.touch ? t(`account.touches.${account.touch}`) : null },
          ]}
        />
        <Facts
          facts={[
            {
              name: t('account.purposes'),
              value:
                account.purposes.length > 0
                  ? account.purposes.map((purpose) => (
                      <Badge key={purpose} variant="light" radius={4} tt="none">
                        {purpose}
                      </Badge>
                    ))
                  : t('account.noPurpose'),
            },
            { name: t('account.industry'), value: account.industry },
            { name: t('account.region'), value: account.region },
            { name: t('account.seats'), value: account.seats },
            { name: t('account.startedOn'), value: account.startedOn ? day(account.startedOn) : null },
            { name: t('account.externalId'), value: account.externalId },
          ]}
        />
      </FigureRow>
    </Paper>
  );
}
