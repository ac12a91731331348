import { ActionIcon, Button, Drawer, Group, Stack, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useSession } from '@/app/session';
import { Conflict } from '@/kit/Conflict';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { Answer, Refused } from '@/kit/States';
import classes from './Frame.module.css';

type Phase = Schema<'Phase'>;
type PhaseSet = Schema<'PhaseSetProfile'>;

/** The phases that customers go through, in their order, as the company calls them. */
export function Phases() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [editing, setEditing] = useState(false);
  const phases = useGet('/v1/phases');
  const japanese = i18n.language === 'ja';
  return (
    <Section
      title={t('settings.phases')}
      help={t('settings.phasesHelp')}
      actions={
        session.may('SetPhaseSet') && phases.data ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('settings.edit')}
          </Button>
        ) : null
      }
    >
      <Answer of={phases} rows={4}>
        {(set) => (
          <DataTable
            caption={t('settings.phasesHelp')}
            rows={set.phases}
            idOf={(phase) => phase.code}
            columns={[
              { id: 'name', heading: t('settings.phase'), cell: (phase) => (japanese ? phase.ja : phase.en) },
              {
                id: 'entry',
                heading: t('settings.entry'),
                width: 200,
                cell: (phase) => (japanese ? phase.entryJa : phase.entryEn),
              },
              {
                id: 'exit',
                heading: t('settings.exit'),
                width: 200,
                cell: (phase) => (japanese ? phase.exitJa : phase.exitEn),
              },
              {
                id: 'also',
                heading: t('settings.alsoCalled'),
                cell: (phase) => phase.alsoCalled.join(t('shell.and')),
              },
            ]}
          />
        )}
      </Answer>
      <Drawer
        opened={editing}
        onClose={() => setEditing(false)}
        position="right"
        size="xl"
        title={t('settings.phases')}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {editing && phases.data ? <Form read={phases.data} done={() => setEditing(false)} /> : null}
      </Drawer>
    </Section>
  );
}

const fields = ['ja', 'en', 'entryJa', 'entryEn', 'exitJa', 'exitEn'] as const;

function Form({ read, done }: { read: PhaseSet; done: () => void }) {
  const { t } = useTranslation();
  const keyed = (phases: readonly Phase[]) => phases.map((phase) => ({ key: crypto.randomUUID(), phase }));
  const [phases, setPhases] = useState(keyed(read.phases));
  const [theirs, setTheirs] = useState<PhaseSet | null>(null);
  const change = (key: string, part: Partial<Phase>) =>
    setPhases((now) => now.map((one) => (one.key === key ? { ...one, phase: { ...one.phase, ...part } } : one)));
  const move = (from: number, by: number) => {
    const next = [...phases];
    next.splice(from + by, 0, ...next.splice(from, 1));
    setPhases(next);
  };
  const save = useSend(
    (base: PhaseSet) =>
      told(
        api.PUT('/v1/phases', {
          params: { header: { 'If-Match': tagOf(base) } },
          body: { phases: phases.map((one) => one.phase) },
        }),
      ),
    ['/v1/phases'],
  );
  const send = (base: PhaseSet) =>
    save.mutate(base, {
      onSuccess: () => {
        notifications.show({ message: t('settings.saved', { name: t('settings.phases') }) });
        done();
      },
      onError: async (refusal) => {
        if (refusal.status === 412) {
          setTheirs(await told(api.GET('/v1/phases')));
        }
      },
    });
  const named = (list: readonly Phase[]) => list.map((phase) => phase.ja).join(t('shell.and'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(theirs ?? read);
      }}
    >
      <Stack gap="sm">
        {theirs ? (
          <Conflict
            fields={[
              { name: t('settings.phases'), mine: named(phases.map((one) => one.phase)), theirs: named(theirs.phases) },
            ]}
            busy={save.isPending}
            keep={() => send(theirs)}
            take={() => {
              setPhases(keyed(theirs.phases));
              save.reset();
            }}
          />
        ) : save.error ? (
          <Refused refusal={save.error} />
        ) : null}
        {phases.map(({ key, phase }, place) => (
          <fieldset key={key} className={classes.block} style={{ border: 0, margin: 0 }}>
            <Group justify="space-between">
              <strong>{t('settings.phaseNumber', { number: place + 1 })}</strong>
              <Group gap={4}>
                <ActionIcon
                  variant="default"
                  disabled={place === 0}
                  aria-label={t('settings.earlier', { name: phase.ja })}
                  onClick={() => move(place, -1)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  disabled={place === phases.length - 1}
                  aria-label={t('settings.later', { name: phase.ja })}
                  onClick={() => move(place, 1)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  aria-label={t('settings.takeOut', { name: phase.ja })}
                  onClick={() => setPhases(phases.filter((one) => one.key !== key))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Group>
            <div className={classes.grid}>
              {read.phases.some((one) => one.code === phase.code) ? null : (
                <TextInput
                  size="xs"
                  label={t('settings.code')}
                  required
                  pattern="[a-z][a-z0-9\-]*"
                  value={phase.code}
                  onChange={(event) => change(key, { code: event.currentTarget.value })}
                />
              )}
              {fields.map((field) => (
                <TextInput
                  key={field}
                  size="xs"
                  label={t(`settings.phaseFields.${field}`)}
                  required
                  maxLength={200}
                  value={phase[field]}
                  onChange={(event) => change(key, { [field]: event.currentTarget.value })}
                />
              ))}
              <TagsInput
                size="xs"
                label={t('settings.alsoCalled')}
                value={phase.alsoCalled}
                onChange={(alsoCalled) => change(key, { alsoCalled })}
              />
            </div>
          </fieldset>
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() =>
              setPhases([
                ...phases,
                ...keyed([
                  { code: '', en: '', ja: '', alsoCalled: [], entryEn: '', entryJa: '', exitEn: '', exitJa: '' },
                ]),
              ])
            }
          >
            {t('settings.addPhase')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
