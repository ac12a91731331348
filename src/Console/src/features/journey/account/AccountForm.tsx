import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, tagOf, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { Conflict } from '@/kit/Conflict';
import { Refused } from '@/kit/States';

type Profile = Schema<'AccountProfile'>;

const texts = ['industry', 'region'] as const;
type Edited = Pick<Profile, (typeof texts)[number] | 'employees'>;

const editedOf = ({ industry, region, employees }: Profile): Edited => ({ industry, region, employees });

/** Changes what is known of a customer; where somebody has saved meanwhile, both values stand beside each other. */
export function AccountForm({ account, close }: { account: Profile; close: () => void }) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState(editedOf(account));
  const [theirs, setTheirs] = useState<Profile | null>(null);
  const change = (part: Partial<Edited>) => setEdited((now) => ({ ...now, ...part }));
  const shown = (value: string | number | null) => value ?? t('figure.none');
  // Only what was changed here is sent, so that what a colleague has written elsewhere stays.
  const base = editedOf(account);
  const changes = Object.fromEntries(
    ([...texts, 'employees'] as const)
      .filter((field) => edited[field] !== base[field])
      .map((field) => [field, edited[field]]),
  );
  const save = useSend(
    (read: Profile) =>
      told(
        api.PATCH('/v1/accounts/{accountId}', {
          params: { path: { accountId: account.id }, header: { 'If-Match': tagOf(read) } },
          body: changes,
          headers: { 'Content-Type': 'application/merge-patch+json' },
        }),
      ),
    ['/v1/accounts', '/v1/portfolio'],
  );
  const send = (read: Profile) =>
    save.mutate(read, {
      onSuccess: () => {
        notifications.show({ message: t('account.form.saved', { name: account.name }) });
        close();
      },
      onError: async (refusal) => {
        if (refusal.status === 412) {
          const path = { accountId: account.id };
          setTheirs(await told(api.GET('/v1/accounts/{accountId}', { params: { path } })));
        }
      },
    });
  return (
    <Modal
      opened
      onClose={close}
      title={t('account.form.title', { name: account.name })}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(theirs ?? account);
        }}
      >
        <Stack gap="sm">
          {theirs ? (
            <Conflict
              fields={([...texts, 'employees'] as const)
                .filter((field) => edited[field] !== theirs[field])
                .map((field) => ({
                  name: t(`account.${field}`),
                  mine: shown(edited[field]),
                  theirs: shown(theirs[field]),
                }))}
              busy={save.isPending}
              keep={() => send(theirs)}
              take={() => {
                setEdited(editedOf(theirs));
                close();
              }}
            />
          ) : save.error ? (
            <Refused refusal={save.error} />
          ) : null}
          {texts.map((field) => (
            <TextInput
              key={field}
              label={t(`account.${field}`)}
              maxLength={100}
              data-autofocus={field === 'industry' || undefined}
              value={edited[field] ?? ''}
              onChange={(event) => change({ [field]: event.currentTarget.value || null })}
            />
          ))}
          <NumberInput
            label={t('account.employees')}
            min={0}
            thousandSeparator
            allowDecimal={false}
            value={edited.employees ?? ''}
            onChange={(value) => change({ employees: value === '' ? null : Number(value) })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" disabled={Object.keys(changes).length === 0} loading={save.isPending}>
              {t('form.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
