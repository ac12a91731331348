import { Button, Group, NumberInput, Stack, Textarea, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { Refused } from '@/kit/States';
import { concerned } from './ask';
import classes from './Renewals.module.css';

/** Says how likely the renewal is, with what it rests on: as the one who knows the customer, or as the final word. */
export function CallForm({ id, final }: { id: string; final: boolean }) {
  const { t } = useTranslation();
  const [chance, setChance] = useState<number | string>('');
  const [note, setNote] = useState('');
  const call = useSend((by: 'csm' | 'final') => {
    const sent = {
      params: { path: { renewalId: id } },
      body: { probability: Number(chance) / 100, note: note.trim() || null },
    };
    return told(
      by === 'final'
        ? api.POST('/v1/renewals/{renewalId}/final-call', sent)
        : api.POST('/v1/renewals/{renewalId}/calls', sent),
    );
  }, concerned);
  const send = (by: 'csm' | 'final') =>
    call.mutate(by, {
      onSuccess: () => {
        notifications.show({ message: t('renewals.called') });
        setChance('');
        setNote('');
      },
    });
  // A judgement without a reason teaches nobody anything later.
  const ready = chance !== '' && note.trim() !== '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send('csm');
      }}
    >
      <Stack gap="xs">
        <Title order={3}>{t('renewals.call')}</Title>
        {call.error ? <Refused refusal={call.error} /> : null}
        <NumberInput
          label={t('renewals.chance')}
          description={t('renewals.chanceHelp')}
          className={classes.narrow}
          suffix=" %"
          min={0}
          max={100}
          clampBehavior="strict"
          allowDecimal={false}
          value={chance}
          onChange={setChance}
        />
        <Textarea
          label={t('renewals.note')}
          description={t('renewals.noteHelp')}
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" variant={final ? 'default' : 'filled'} disabled={!ready} loading={call.isPending}>
            {t('renewals.callAsCsm')}
          </Button>
          {final ? (
            <Button disabled={!ready} loading={call.isPending} onClick={() => send('final')}>
              {t('renewals.callFinal')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
