import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { count, day, percent, today } from '@/app/format';
import { useSession } from '@/app/session';
import { FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { FormButton, PlanForm } from '../plan/PlanForm';
import classes from './Together.module.css';
import type { PartProps } from './together';

/** What the customer set out to do, in their words, and whether they do it. */
export function Commitment({ plan, open }: PartProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { judged, onTime, moved, rate, index, halfLifeDays } = plan.commitment;
  const facts = {
    inputs: [
      { name: t('together.commitment.judged'), value: count(judged) },
      { name: t('together.commitment.onTime'), value: count(onTime) },
      { name: t('together.commitment.moved'), value: count(moved) },
    ],
    below: judged === 0 ? null : t('together.commitment.of', { onTime, count: judged }),
    note: judged === 0 ? t('together.commitment.none') : null,
  };
  return (
    <Section title={t('together.commitment.title')} help={t('together.commitment.help')}>
      <FigureRow>
        <Figure
          label={t('together.commitment.rate')}
          value={rate === null ? null : percent(rate)}
          definition={t('together.commitment.rateIs')}
          {...facts}
        />
        <Figure
          label={t('together.commitment.index')}
          value={index === null ? null : percent(index)}
          definition={t('together.commitment.indexIs', { days: halfLifeDays })}
          {...facts}
        />
      </FigureRow>
      <p className={classes.words}>{t(`together.commitment.says.${sayingOf(plan.commitment)}`)}</p>
      {plan.intents.length === 0 ? (
        <Empty words={t('together.intent.none')} />
      ) : (
        <ul className={classes.list} aria-label={t('together.intent.title')}>
          {plan.intents.map((intent) => (
            <li key={intent.id}>
              <q>{intent.words}</q>
              <span className={classes.soft}>
                {t('together.intent.by', { name: intent.saidBy, day: day(intent.saidOn) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      <FormButton verb={t('together.intent.add')} may={open && session.may('RecordCustomerIntent')}>
        {(close) => (
          <PlanForm
            verb={t('together.intent.add')}
            close={close}
            done={t('together.intent.added')}
            fields={[
              { name: 'words', label: t('together.intent.words'), kind: 'area', most: 2000 },
              { name: 'saidBy', label: t('together.intent.saidBy'), kind: 'text', most: 200 },
              { name: 'saidOn', label: t('together.intent.saidOn'), kind: 'day', first: today(), until: today() },
            ]}
            send={(body) =>
              told(
                api.POST('/v1/success-projects/{projectId}/commitments', {
                  params: { path: { projectId: plan.projectId } },
                  body,
                } as never),
              )
            }
          />
        )}
      </FormButton>
    </Section>
  );
}

// Below so many tasks one late task moves the rate by a quarter: nothing is said of its direction.
const enough = 5;

/** What the two figures say together: the index lies above the rate where late tasks are older than kept ones. */
function sayingOf({ judged, rate, index }: PartProps['plan']['commitment']) {
  if (rate === null || index === null) {
    return 'nothing';
  }
  if (judged < enough) {
    return 'few';
  }
  const [whole, recent] = [percent(rate), percent(index)];
  return whole === recent ? 'same' : index > rate ? 'better' : 'worse';
}
