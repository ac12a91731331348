import { Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';
import { count } from '@/app/format';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { Tag } from '@/kit/Tag';

type ProcessMap = Schema<'ProcessMap'>;

const formats = [
  ['svg', 'SVG'],
  ['mermaid', 'Mermaid'],
  ['csv', 'CSV'],
] as const;

/** 業務プロセス図: who does what in which phase; what is unclear comes before people are appointed. */
export function ProcessMapView() {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('ja') ? 'ja' : 'en';
  const asked = useGet('/v1/process-map', { params: { query: { language } } });
  return (
    <Answer of={asked} rows={8}>
      {(map) =>
        map.lanes.length === 0 ? (
          <Empty words={t('process.none')} />
        ) : (
          <Stack gap="lg">
            <Gaps map={map} />
            <Drawn map={map} language={language} />
            <Steps map={map} />
          </Stack>
        )
      }
    </Answer>
  );
}

function Gaps({ map }: { map: ProcessMap }) {
  const { t, i18n } = useTranslation();
  return (
    <Section title={t('process.gaps')} help={t('process.gapsHelp')}>
      {map.gaps.length === 0 ? (
        <Empty words={t('process.noGaps')} />
      ) : (
        <DataTable
          caption={t('process.gaps')}
          rows={map.gaps}
          idOf={(row) => `${row.playbook}/${row.variant}/${row.step}`}
          columns={[
            { id: 'title', heading: t('process.step'), cell: (row) => row.title },
            { id: 'playbook', heading: t('playbooks.name'), cell: (row) => row.playbook },
            {
              id: 'why',
              heading: t('process.unclear'),
              cell: (row) => <Tag tone="warn">{i18n.language.startsWith('ja') ? row.ja : row.en}</Tag>,
            },
          ]}
        />
      )}
    </Section>
  );
}

function Drawn({ map, language }: { map: ProcessMap; language: string }) {
  const { t } = useTranslation();
  const address = (format: string) => `/v1/process-map/file?format=${format}&language=${language}`;
  return (
    <Section
      title={t('process.map')}
      help={t('process.mapHelp')}
      actions={
        <Group gap="xs">
          {formats.map(([format, name]) => (
            <Button key={format} size="xs" variant="default" component="a" href={address(format)} download>
              {t('process.download', { format: name })}
            </Button>
          ))}
        </Group>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by the keyboard. */}
      <section tabIndex={0} aria-label={t('process.map')} style={{ overflowX: 'auto' }}>
        <img src={address('svg')} alt={t('process.mapAlt', { lanes: map.lanes.length, gaps: map.gaps.length })} />
      </section>
    </Section>
  );
}

/** The drawing's twin: every step as a row. */
function Steps({ map }: { map: ProcessMap }) {
  const { t, i18n } = useTranslation();
  const word = (one: { en: string; ja: string }) => (i18n.language.startsWith('ja') ? one.ja : one.en);
  const lanes = new Map(map.lanes.map((lane) => [lane.key, lane]));
  const rows = map.phases.flatMap((phase) =>
    phase.playbooks.flatMap((playbook) =>
      playbook.routes.flatMap((route) =>
        route.steps.map((step) => ({
          id: `${playbook.id}/${route.variant}/${step.key}`,
          phase: word(phase),
          playbook: playbook.title,
          variant: route.title,
          lane: lanes.get(step.lane),
          step,
        })),
      ),
    ),
  );
  return (
    <Section title={t('process.steps')}>
      <DataTable
        caption={t('process.steps')}
        rows={rows}
        idOf={(row) => row.id}
        columns={[
          { id: 'phase', heading: t('account.phase'), cell: (row) => row.phase },
          { id: 'playbook', heading: t('playbooks.name'), width: 200, cell: (row) => row.playbook },
          { id: 'variant', heading: t('process.variant'), cell: (row) => row.variant },
          { id: 'number', heading: t('process.number'), figure: true, cell: (row) => count(row.step.number) },
          { id: 'title', heading: t('process.step'), width: 220, cell: (row) => row.step.title },
          { id: 'who', heading: t('process.who'), cell: (row) => (row.lane ? word(row.lane) : null) },
          { id: 'days', heading: t('process.days'), figure: true, cell: (row) => count(row.step.dueDays) },
        ]}
      />
    </Section>
  );
}
