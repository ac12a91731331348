import { SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { percent } from '@/app/format';
import { CohortGrid } from '@/kit/CohortGrid';
import { EventList } from '@/kit/EventList';
import { placed } from '@/kit/events';
import { KataCard } from '@/kit/KataCard';
import { Section } from '@/kit/Page';
import { RiskCalendar } from '@/kit/RiskCalendar';
import { SpanBar } from '@/kit/SpanBar';
import { Trend } from '@/kit/Trend';
import { Twin } from '@/kit/Twin';
import { Waterfall } from '@/kit/Waterfall';
import { cohorts, happened, labels, months, owners, rates, risks, steps } from './chartSamples';

const format = (value: number) => percent(value, 0);
const events = placed(happened, (day) => labels.findIndex((label) => day.startsWith(label)));
const patterns = ['raises', 'lowers', 'cannotTell'] as const;
const values = { raises: 0.12, lowers: -0.14, cannotTell: 0.02 };

/** The charts of the kit in every state. */
export function Charts() {
  const [chosen, setChosen] = useState('raises');
  return (
    <>
      <Section title="Trend with events, Twin, EventList">
        <Twin
          summary="From 96 % in April to 99 % in September; the lowest in June."
          chart={
            <Trend
              words="From 96 % in April to 99 % in September."
              labels={labels}
              series={rates}
              events={events}
              format={format}
            />
          }
          table={<span>The same figures as a table.</span>}
        />
        <EventList events={placed(happened, () => 0)} />
      </Section>
      <Section title="Waterfall">
        <Waterfall label="MRR from April to September" steps={steps} />
      </Section>
      <Section title="CohortGrid">
        <CohortGrid caption="What is left of those who began together" rows={cohorts} />
      </Section>
      <Section title="RiskCalendar">
        <RiskCalendar caption="What is due" months={months} owners={owners} cells={risks} total="3,900,000" />
      </Section>
      <Section title="SpanBar">
        <Stack gap="xs">
          <SpanBar
            words="8 of 10 million, 3 settled, 4 to 7 expected"
            whole={0.8}
            parts={{ settled: 0.3, value: 0.55, low: 0.4, high: 0.7, unknown: 0 }}
          />
          <SpanBar
            words="5 of 10 million, all unknown"
            whole={0.5}
            parts={{ settled: 0, value: 0, low: 0, high: 0, unknown: 0.5 }}
          />
        </Stack>
      </Section>
      <Section title="KataCard" bare>
        <SimpleGrid cols={{ base: 1, md: 3 }}>
          {patterns.map((verdict) => (
            <KataCard
              key={verdict}
              phase="Adoption"
              words="Departments using it at least 3"
              verdict={verdict}
              of="the share that stays"
              with={{ share: 0.9, of: '54 of 60 customers' }}
              without={{ share: 0.78, of: '47 of 60 customers' }}
              adjusted={
                verdict === 'cannotTell'
                  ? null
                  : { value: values[verdict], low: values[verdict] - 0.08, high: values[verdict] + 0.08 }
              }
              facts={{ definition: 'Among customers alike.', rows: '/kit' }}
              reach={0.3}
              heldOut="The held-out half says the same."
              doubt={verdict === 'cannotTell' ? 'Too few customers are alike.' : undefined}
              foot={chosen === verdict ? 'Chosen' : '120 customers, mined on Nov 30'}
              action={
                <button type="button" onClick={() => setChosen(verdict)}>
                  Look
                </button>
              }
            />
          ))}
        </SimpleGrid>
      </Section>
    </>
  );
}
