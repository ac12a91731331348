import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { moment } from '@/app/format';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';

/** What the reader has marked as done since last Monday. */
export function Done({ done }: { done: readonly Schema<'BriefDone'>[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('brief.done.title')}>
      {done.length === 0 ? (
        <Empty words={t('brief.done.none')} />
      ) : (
        <ul className="plain">
          {done.map((one) => (
            <li key={one.key}>
              {one.words ?? one.key} <span className="soft">{moment(one.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
