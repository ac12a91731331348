import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { day } from '@/app/format';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Fires.module.css';
import type { PartProps } from './parts';

/** The customer's open success project: how much of it is planned, what comes next, what slips or was missed. */
export function Planned({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const plans = useGet('/v1/project-plans', {
    params: { query: { limit: 20, 'filter[accountId][eq]': account.id } },
  } as never);
  return (
    <Section title={t('screens.projects')} help={t('plan.accountHelp')}>
      <Answer of={plans} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('plan.noProject')} />
          ) : (
            <ul className={classes.list}>
              {items.map((row) => (
                <li key={row.id}>
                  <Group gap="xs">
                    <Tag tone={row.openAreas.length === 0 ? 'good' : 'warn'}>
                      {t('plan.coverage', { count: row.coveredAreas })}
                    </Tag>
                    {row.alarms > 0 ? <Tag tone="warn">{t('plan.alarms', { count: row.alarms })}</Tag> : null}
                    <Link to="/projects/$projectId" params={{ projectId: row.id }}>
                      {row.title}
                    </Link>
                  </Group>
                  <span className={classes.soft}>
                    {[
                      row.nextOn
                        ? t('plan.schedule.next', { title: row.nextMilestone, day: day(row.nextOn) })
                        : t('plan.schedule.none'),
                      row.slipDays !== null && row.slipDays > 0
                        ? t('plan.schedule.slips', { count: row.slipDays })
                        : null,
                      row.missedContacts > 0 ? t('plan.missedContacts', { count: row.missedContacts }) : null,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}
