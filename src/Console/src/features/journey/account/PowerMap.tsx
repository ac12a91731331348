import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import classes from './PowerMap.module.css';

type Person = Schema<'ShownStakeholder'>;

const stances = ['opposes', 'doubts', 'neutral', 'supports', 'champions'] as const;
const influences = [5, 4, 3, 2, 1] as const;

/** パワーマップ: who decides and who is for it; whom nobody of ours is in touch with is told in words. */
export function PowerMap({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation();
  const at = (influence: number, stance: string) =>
    people.filter((person) => person.standing?.influence === influence && person.standing.stance === stance);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard.
    <section className={classes.scroll} aria-label={t('people.map')} tabIndex={0}>
      <table className={classes.map}>
        <caption className="visually-hidden">{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.influence')}</th>
            {stances.map((stance) => (
              <th scope="col" key={stance}>
                {t(`people.stances.${stance}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {influences.map((influence) => (
            <tr key={influence}>
              <th scope="row">{t(`people.influences.${influence}`)}</th>
              {stances.map((stance) => (
                <td key={stance} data-for={stance === 'supports' || stance === 'champions' || undefined}>
                  {at(influence, stance).map((person) => (
                    <span className={classes.person} key={person.id} data-touch={person.standing?.inTouch || undefined}>
                      {person.name}
                      <small>
                        {[
                          t(`people.roles.${person.standing?.role ?? 'user'}`),
                          person.standing?.inTouch ? null : t('people.notInTouch'),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </small>
                    </span>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
