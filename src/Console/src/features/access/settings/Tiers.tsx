import { Button, Drawer, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { count } from '@/app/format';
import { useSession } from '@/app/session';
import { usePhases } from '@/kit/Accounts';
import { Conflict } from '@/kit/Conflict';
import { DataTable } from '@/kit/DataTable';
import { followJob } from '@/kit/JobToast';
import { Section } from '@/kit/Page';
import { Answer, Refused } from '@/kit/States';
import classes from './Frame.module.css';

type Rule = Schema<'TierRule'>;
type Policy = Schema<'TierPolicyProfile'>;
const touches = ['high', 'low', 'tech'] as const;

/** By which rules customers get attention: seats, capacity of a CSM, touch by phase. */
export function Tiers() {
  const { t } = useTranslation();
  const session = useSession();
  const phases = usePhases();
  const [editing, setEditing] = useState(false);
  const policy = useGet('/v1/tier-policy');
  const byPhase = (rule: Rule) =>
    phases
      .filter((phase) => rule.touchByPhase[phase.code])
      .map((phase) => `${phase.name}: ${t(`settings.touches.${rule.touchByPhase[phase.code] ?? rule.touch}`)}`)
      .join(t('shell.and'));
  return (
    <Section
      title={t('settings.tiers')}
      help={t('settings.tiersHelp')}
      actions={
        session.may('SetTierPolicy') && policy.data ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t('settings.edit')}
          </Button>
        ) : null
      }
    >
      <Answer of={policy} rows={4}>
        {(read) => (
          <DataTable
            caption={t('settings.tiersHelp')}
            rows={read.tiers}
            idOf={(rule) => String(rule.tier)}
            columns={[
              {
                id: 'tier',
                heading: t('settings.tier'),
                cell: (rule) => t('settings.tierNumber', { tier: rule.tier }),
              },
              {
                id: 'seats',
                heading: t('settings.fromSeats'),
                figure: true,
                cell: (rule) => t('settings.seats', { seats: count(rule.fromSeats) }),
              },
              {
                id: 'capacity',
                heading: t('settings.perCsm'),
                figure: true,
                cell: (rule) =>
                  rule.accountsPerCsm === null
                    ? t('settings.unlimited')
                    : t('settings.accounts', { accounts: count(rule.accountsPerCsm) }),
              },
              { id: 'touch', heading: t('settings.touch'), cell: (rule) => t(`settings.touches.${rule.touch}`) },
              {
                id: 'byPhase',
                heading: t('settings.touchByPhase'),
                cell: (rule) => byPhase(rule) || t('settings.same'),
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
        title={t('settings.tiers')}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        {editing && policy.data ? <Form read={policy.data} done={() => setEditing(false)} /> : null}
      </Drawer>
    </Section>
  );
}

function Form({ read, done }: { read: Policy; done: () => void }) {
  const { t } = useTranslation();
  const phases = usePhases();
  const [rules, setRules] = useState(read.tiers);
  const [theirs, setTheirs] = useState<Policy | null>(null);
  const change = (tier: number, part: Partial<Rule>) =>
    setRules((now) => now.map((rule) => (rule.tier === tier ? { ...rule, ...part } : rule)));
  const save = useSend(
    (base: Policy) =>
      told(
        api.PUT('/v1/tier-policy', { params: { header: { 'If-Match': tagOf(base) } }, body: { tiers: [...rules] } }),
      ),
    ['/v1/tier-policy'],
  );
  const send = (base: Policy) =>
    save.mutate(base, {
      onSuccess: ({ jobId }) => {
        followJob({ id: jobId, kind: 'AssignTiers', after: ['/v1/accounts', '/v1/csm-loads'] });
        done();
      },
      onError: async (refusal) => {
        if (refusal.status === 412) {
          setTheirs(await told(api.GET('/v1/tier-policy')));
        }
      },
    });
  const words = (rule: Rule | undefined) =>
    rule
      ? [
          t('settings.seats', { seats: count(rule.fromSeats) }),
          rule.accountsPerCsm === null
            ? t('settings.unlimited')
            : t('settings.accounts', { accounts: count(rule.accountsPerCsm) }),
          t(`settings.touches.${rule.touch}`),
        ].join(t('shell.and'))
      : t('figure.none');
  const choices = touches.map((value) => ({ value, label: t(`settings.touches.${value}`) }));
  const touchOf = (value: string | null) => touches.find((touch) => touch === value);
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
            fields={rules.map((rule) => ({
              name: t('settings.tierNumber', { tier: rule.tier }),
              mine: words(rule),
              theirs: words(theirs.tiers.find((one) => one.tier === rule.tier)),
            }))}
            busy={save.isPending}
            keep={() => send(theirs)}
            take={() => {
              setRules(theirs.tiers);
              save.reset();
            }}
          />
        ) : save.error ? (
          <Refused refusal={save.error} />
        ) : null}
        <Text size="sm" c="dimmed">
          {t('settings.tiersEditHelp')}
        </Text>
        {rules.map((rule) => (
          <fieldset key={rule.tier} className={classes.block} style={{ border: 0, margin: 0 }}>
            <strong>{t('settings.tierNumber', { tier: rule.tier })}</strong>
            <div className={classes.grid}>
              <NumberInput
                size="xs"
                label={t('settings.fromSeats')}
                min={0}
                value={rule.fromSeats}
                onChange={(seats) => change(rule.tier, { fromSeats: Number(seats) })}
              />
              <NumberInput
                size="xs"
                label={t('settings.perCsm')}
                placeholder={t('settings.unlimited')}
                min={1}
                value={rule.accountsPerCsm ?? ''}
                onChange={(accounts) =>
                  change(rule.tier, { accountsPerCsm: accounts === '' ? null : Number(accounts) })
                }
              />
              <Select
                size="xs"
                label={t('settings.touch')}
                data={choices}
                allowDeselect={false}
                value={rule.touch}
                onChange={(value) => change(rule.tier, { touch: touchOf(value) ?? rule.touch })}
              />
              {phases.map((phase) => (
                <Select
                  key={phase.code}
                  size="xs"
                  label={phase.name}
                  placeholder={t('settings.same')}
                  data={choices}
                  clearable
                  clearButtonProps={{ 'aria-label': t('form.clear') }}
                  value={rule.touchByPhase[phase.code] ?? null}
                  onChange={(value) => {
                    const { [phase.code]: _, ...others } = rule.touchByPhase;
                    const touch = touchOf(value);
                    change(rule.tier, { touchByPhase: touch ? { ...others, [phase.code]: touch } : others });
                  }}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <Button type="submit" loading={save.isPending}>
          {t('form.save')}
        </Button>
      </Stack>
    </form>
  );
}
