import { Stack } from '@mantine/core';
import { useState } from 'react';
import { Refusal } from '@/api/client';
import { day } from '@/app/format';
import { Columns } from '@/kit/Columns';
import { Contributions } from '@/kit/Contributions';
import { DataTable } from '@/kit/DataTable';
import { FigureRow } from '@/kit/Facts';
import { Figure } from '@/kit/Figure';
import { FilterBar } from '@/kit/FilterBar';
import { IntervalBar } from '@/kit/IntervalBar';
import { Page, Section } from '@/kit/Page';
import { Probability } from '@/kit/Probability';
import { Reasons } from '@/kit/Reasons';
import { Empty, Loading, Refused } from '@/kit/States';
import { Verdict } from '@/kit/Verdict';
import { WhyChanged } from '@/kit/WhyChanged';
import { Charts } from './Charts';
import { Doing } from './Doing';
import { change, customers, days, reasons } from './samples';

/** Every part of the kit in every state, for whoever builds screens of them. Words are samples, in one language. */
export default function Kit() {
  const [sort, setSort] = useState('-mrr');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(['b']));
  return (
    <Page title="Kit" lead="Every part in every state.">
      <Section title="Figure">
        <FigureRow>
          <Figure
            label="NRR"
            value="102.0 %"
            definition="What remains of the MRR of the customers at the start."
            inputs={[{ name: 'Start', value: '240,000,000' }]}
            formula="nrr-2"
            scope="all teams"
            asOf="2026-10-31"
            rows="/kit"
            below="against 100.4 % a year ago"
          />
          <Figure label="NRR" value={null} definition="No customer at the start." note="Nobody paid then." />
          <Figure label="Stale" value="12" definition="Counted long ago." note="Last received 36 days ago." />
        </FigureRow>
      </Section>
      <Section title="Verdict, IntervalBar">
        <Stack gap="xs" align="flex-start">
          {(['raises', 'lowers', 'cannotTell'] as const).map((verdict) => (
            <Verdict key={verdict} verdict={verdict} of="the share that stays" />
          ))}
          {[0.12, -0.12, 0.02].map((value) => (
            <IntervalBar
              key={value}
              value={value}
              low={value - 0.06}
              high={value + 0.06}
              from={-0.3}
              to={0.3}
              words={`${value} (${value - 0.06} – ${value + 0.06})`}
            />
          ))}
        </Stack>
      </Section>
      <Section title="Probability, Reasons">
        <FigureRow>
          <Probability value={0.41} band="high" horizonDays={180} />
          <Probability value={0.14} band="medium" horizonDays={90} />
          <Probability value={0.02} band="low" />
          <Probability value={null} band={null} />
          <Reasons reasons={reasons} />
        </FigureRow>
      </Section>
      <Section title="Contributions">
        <Contributions reasons={reasons} caption="What each fact adds" rest={{ count: 12, contribution: -0.08 }} />
      </Section>
      <Section title="WhyChanged">
        <WhyChanged change={change} />
      </Section>
      <Section title="Columns">
        <Columns
          words="Ten days, 12 uses at most."
          points={days}
          events={[{ on: '2026-10-04', words: 'A call.' }]}
          tell={(point) => `${day(point.name)}: ${point.value}`}
        />
      </Section>
      <Section title="FilterBar, DataTable">
        <FilterBar
          fields={[
            { field: 'name', label: 'Name', kind: 'text' },
            { field: 'probability', label: 'Probability', kind: 'share' },
            { field: 'on', label: 'Day', kind: 'day' },
            { field: 'band', label: 'Band', kind: 'choice', choices: [{ value: 'high', label: 'high' }] },
          ]}
        />
        <DataTable
          caption="Customers"
          rows={customers}
          idOf={(row) => row.id}
          sort={sort}
          onSort={setSort}
          onOpen={() => undefined}
          chosen={chosen}
          onChoose={setChosen}
          columns={[
            { id: 'name', heading: 'Customer', sort: 'name', cell: (row) => row.name },
            {
              id: 'probability',
              heading: 'Probability',
              cell: (row) => <Probability value={row.probability} band={row.band} />,
            },
            { id: 'mrr', heading: 'MRR', sort: 'mrr', figure: true, cell: (row) => row.mrr },
          ]}
          totals={{ mrr: '1,350,000' }}
        />
      </Section>
      <Section title="States">
        <Loading rows={3} />
        <Empty words="What would stand here, and the one step that fills it." />
        <Refused refusal={new Refusal(403, { detail: 'Only finance closes months.' })} />
        <Refused
          refusal={new Refusal(503, { detail: 'The host is starting.', traceId: '8c65fe10417d68a1' })}
          again={() => undefined}
        />
      </Section>
      <Charts />
      <Doing />
    </Page>
  );
}
