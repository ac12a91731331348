import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Empty } from '@/kit/States';
import { Verdict } from '@/kit/Verdict';
import { Mark } from './Mark';

/** Patterns that got a verdict, lost it, or turned into their contrary. */
export function Patterns({ patterns }: { patterns: Schema<'BriefPatterns'> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('brief.patterns.title')} help={patterns.words}>
      {patterns.lines.length === 0 ? (
        <Empty words={t('brief.patterns.none')} />
      ) : (
        <DataTable
          caption={t('brief.patterns.title')}
          rows={patterns.lines}
          idOf={(row) => row.key}
          columns={[
            {
              id: 'words',
              heading: t('brief.patterns.pattern'),
              cell: (row) => (
                <>
                  <Link to="/kata" search={{ phase: row.phase } as never}>
                    {row.words}
                  </Link>
                  <div className="soft">{row.phaseName}</div>
                </>
              ),
            },
            { id: 'news', heading: t('brief.patterns.news'), cell: (row) => t(`brief.patterns.states.${row.news}`) },
            {
              id: 'verdict',
              heading: t('brief.patterns.verdict'),
              cell: (row) => <Verdict verdict={row.verdict} of={t('verdict.staying')} />,
            },
            { id: 'counts', heading: t('brief.patterns.counts'), cell: (row) => row.counts },
            {
              id: 'mark',
              heading: t('brief.mark'),
              cell: (row) => <Mark line={row.key} words={row.words} mark={row.mark} />,
            },
          ]}
        />
      )}
    </Section>
  );
}
