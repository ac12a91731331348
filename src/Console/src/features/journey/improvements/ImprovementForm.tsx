import { Button, Group, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Section } from '@/kit/Page';
import { usePeople } from '@/kit/People';
import { Refused } from '@/kit/States';
import { type Metric, metrics } from './promise';

/** Creates a project with what it promises; shares are typed in percent. */
export function ImprovementForm({ close }: { close: () => void }) {
  const { t, i18n } = useTranslation();
  const people = usePeople();
  const phases = useGet('/v1/phases');
  const [title, setTitle] = useState('');
  const [departments, setDepartments] = useState<string[]>([]);
  const [lead, setLead] = useState<string | null>(null);
  const [phase, setPhase] = useState<string | null>(null);
  const [startOn, setStartOn] = useState<string | null>(today());
  const [metric, setMetric] = useState<Metric>('daysToValue');
  const [from, setFrom] = useState<number | string>('');
  const [to, setTo] = useState<number | string>('');
  const [ramp, setRamp] = useState<number | string>(0);
  const scale = metric === 'daysToValue' ? 1 : 100;
  const send = useSend(
    () =>
      told(
        api.POST('/v1/improvements', {
          body: {
            title: title.trim(),
            departments,
            leadId: lead,
            phase,
            startOn,
            promise: {
              metric,
              from: Number(from) / scale,
              to: Number(to) / scale,
              rampMonths: Number(ramp),
              followUpDays: 90,
              windowDays: 180,
            },
            note: null,
            cardIds: null,
          },
        } as never),
      ),
    ['/v1/improvements'],
  );
  const complete = title.trim() && departments.length > 0 && lead && phase && startOn && from !== '' && to !== '';
  return (
    <Section title={t('improvements.create')} help={t('improvements.createHelp')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate(undefined, {
            onSuccess: () => {
              notifications.show({ message: t('improvements.created') });
              close();
            },
          });
        }}
      >
        <Stack gap="sm">
          {send.error ? <Refused refusal={send.error} /> : null}
          <TextInput
            label={t('improvements.name')}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Group gap="xs" align="flex-end">
            <TagsInput
              label={t('improvements.departments')}
              description={t('improvements.departmentsHelp')}
              required
              value={departments}
              onChange={setDepartments}
            />
            <Select
              label={t('projects.lead')}
              required
              searchable
              data={people.map((one) => ({ value: one.id, label: one.name }))}
              value={lead}
              onChange={setLead}
            />
            <Select
              label={t('improvements.phase')}
              required
              data={(phases.data?.phases ?? []).map((one) => ({
                value: one.code,
                label: i18n.language === 'ja' ? one.ja : one.en,
              }))}
              value={phase}
              onChange={setPhase}
            />
            <DateInput
              label={t('improvements.startOn')}
              required
              value={startOn}
              valueFormat="YYYY-MM-DD"
              onChange={setStartOn}
            />
          </Group>
          <Group gap="xs" align="flex-end">
            <Select
              label={t('improvements.metric')}
              allowDeselect={false}
              data={metrics.map((value) => ({ value, label: t(`improvements.metrics.${value}`) }))}
              value={metric}
              onChange={(next) => setMetric((next ?? 'daysToValue') as Metric)}
            />
            <NumberInput
              label={t(scale === 1 ? 'improvements.fromDays' : 'improvements.fromShare')}
              required
              min={0}
              max={scale === 1 ? 10000 : 100}
              value={from}
              onChange={setFrom}
            />
            <NumberInput
              label={t(scale === 1 ? 'improvements.toDays' : 'improvements.toShare')}
              required
              min={0}
              max={scale === 1 ? 10000 : 100}
              value={to}
              onChange={setTo}
            />
            <NumberInput
              label={t('improvements.ramp')}
              min={0}
              max={60}
              allowDecimal={false}
              value={ramp}
              onChange={setRamp}
            />
          </Group>
          <Group gap="xs">
            <Button size="xs" type="submit" disabled={!complete} loading={send.isPending}>
              {t('improvements.create')}
            </Button>
            <Button size="xs" variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
