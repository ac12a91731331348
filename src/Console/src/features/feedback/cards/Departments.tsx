import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { count } from '@/app/format';
import { Figure } from '@/kit/Figure';
import type { Card } from './Cards';
import classes from './Cards.module.css';

/** How many of the listed cards each department has, with the customers behind them; a department opens its own. */
export function Departments({ cards, complete }: { cards: readonly Card[]; complete: boolean }) {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const groups = new Map<string, Card[]>();
  for (const card of cards) {
    groups.set(card.department, [...(groups.get(card.department) ?? []), card]);
  }
  const rows = [...groups.entries()].sort((one, other) => other[1].length - one[1].length).slice(0, 8);
  if (rows.length === 0 || (rows.length === 1 && !address['department.eq'])) {
    return null;
  }
  const most = Math.max(...rows.map(([, own]) => own.length));
  return (
    <section className={classes.departments} aria-label={t('cards.byDepartment')}>
      {rows.map(([department, own]) => {
        const chosen = address['department.eq'] === department;
        const trouble = own.filter((card) => card.polarity === 'trouble').length;
        return (
          <div key={department} className={classes.department}>
            <button
              type="button"
              className={classes.open}
              aria-pressed={chosen}
              onClick={() => change({ 'department.eq': chosen ? undefined : department })}
            >
              {department}
            </button>
            <Figure
              size="inline"
              label={t('cards.countOf', { department })}
              value={t('cards.count', { number: count(own.length) })}
              definition={t('cards.countHelp')}
              inputs={[
                { name: t('card.polarities.trouble'), value: count(trouble) },
                { name: t('card.polarities.success'), value: count(own.length - trouble) },
                { name: t('cards.customers'), value: count(new Set(own.map((card) => card.accountId)).size) },
              ]}
              note={complete ? null : t('cards.incomplete')}
              below={t('cards.customersOf', { number: count(new Set(own.map((card) => card.accountId)).size) })}
            />
            <span className={classes.track} aria-hidden>
              <span style={{ width: `${(100 * own.length) / most}%` }} />
            </span>
          </div>
        );
      })}
    </section>
  );
}
