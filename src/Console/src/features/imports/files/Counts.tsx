import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { count, percent } from '@/app/format';
import { Figure } from '@/kit/Figure';
import { Section } from '@/kit/Page';
import classes from './Counts.module.css';

const parts = ['create', 'update', 'skip', 'error', 'flagged'] as const;

/** What became of the rows, or would become: five counts; the first four add up to the file's rows. */
export function Counts({
  title,
  help,
  of,
  rows,
}: {
  title: string;
  help: string;
  of: Schema<'ImportCounts'>;
  rows: number;
}) {
  const { t } = useTranslation();
  const all = of.create + of.update + of.skip + of.error;
  return (
    <Section title={title} help={help}>
      <div className={classes.counts}>
        {parts.map((part) => (
          <div key={part} className={classes.count} data-part={of[part] > 0 ? part : undefined}>
            <Figure
              label={t(`imports.counts.${part}`)}
              value={count(of[part])}
              definition={t(`imports.countHelp.${part}`)}
              inputs={[
                { name: t('imports.rows'), value: count(rows) },
                { name: t('imports.shareOfRows'), value: all === 0 ? t('figure.none') : percent(of[part] / all) },
              ]}
              below={t(`imports.countShort.${part}`)}
            />
          </div>
        ))}
      </div>
    </Section>
  );
}
