import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { points } from '@/app/format';
import { AccountLink } from '@/kit/Accounts';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Reasons } from '@/kit/Reasons';
import { Empty } from '@/kit/States';
import { Mark } from './Mark';

/** So many moves stand first. */
const first = 8;

/** Scores that moved, with the three parts of each move and its first reasons. */
export function Moves({ moves }: { moves: Schema<'BriefMoves'> }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState(false);
  return (
    <Section title={t('brief.moves.title')} help={moves.words}>
      {moves.lines.length === 0 ? (
        <Empty words={t('brief.moves.none')} />
      ) : (
        <DataTable
          caption={t('brief.moves.title')}
          rows={whole ? moves.lines : moves.lines.slice(0, first)}
          idOf={(row) => row.key}
          columns={[
            {
              id: 'name',
              heading: t('portfolio.name'),
              width: 200,
              cell: (row) => (
                <>
                  <AccountLink id={row.accountId} name={row.name} />
                  <div className="soft">{row.ownerName}</div>
                </>
              ),
            },
            {
              id: 'before',
              heading: t('brief.moves.before'),
              cell: (row) => <Probability value={row.before.probability} band={row.before.band} />,
            },
            {
              id: 'after',
              heading: t('brief.moves.after'),
              cell: (row) => <Probability value={row.after.probability} band={row.after.band} />,
            },
            { id: 'move', heading: t('brief.moves.move'), figure: true, cell: (row) => points(row.probability) },
            {
              id: 'parts',
              heading: t('brief.moves.parts'),
              width: 180,
              cell: (row) => row.unexplained ?? <Parts move={row} />,
            },
            {
              id: 'reasons',
              heading: t('myDay.reasons'),
              width: 220,
              cell: (row) => <Reasons reasons={row.reasons} />,
            },
            {
              id: 'mark',
              heading: t('brief.mark'),
              cell: (row) => <Mark line={row.key} words={row.name} mark={row.mark} />,
            },
          ]}
        />
      )}
      {!whole && moves.lines.length > first ? (
        <Button variant="subtle" size="compact-sm" w="fit-content" className="no-print" onClick={() => setWhole(true)}>
          {t('brief.moves.all', { count: moves.lines.length })}
        </Button>
      ) : null}
    </Section>
  );
}

function Parts({ move }: { move: Schema<'BriefMoveLine'> }) {
  const { t } = useTranslation();
  return (['customer', 'lateData', 'model'] as const)
    .filter((part) => Math.abs(move[part] ?? 0) >= 0.0005)
    .map((part) => (
      <div key={part} className="nowrap">
        {t(`whyChanged.parts.${part}`)} <span className="figures">{points(move[part])}</span>
      </div>
    ));
}
