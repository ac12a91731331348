import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { today } from '@/app/format';
import { Refused } from '@/kit/States';

interface KeyFormProps {
  opened: boolean;
  close: () => void;
  issue: (issued: Schema<'IssuedApiKey'>) => void;
}

/** Makes a key for a machine, with the resources that it may reach. */
export function KeyForm({ opened, close, issue }: KeyFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [expiresOn, setExpiresOn] = useState<string | null>(null);
  const permissions = useGet('/v1/permissions', { params: { query: { mine: false } } }, { when: opened });
  const reachable = new Set(
    permissions.data?.items
      .filter((item) => item.roles.some(({ role, reach }) => role === 'integrationKey' && reach !== 'none'))
      .map((item) => item.resource),
  );
  const make = useSend(
    () =>
      told(
        api.POST('/v1/api-keys', {
          body: { name, scopes, expiresAt: expiresOn ? new Date(`${expiresOn}T23:59:59`).toISOString() : null },
        }),
      ),
    ['/v1/api-keys'],
  );
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('settings.makeKey')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate(undefined, {
            onSuccess: (made) => {
              setName('');
              setScopes([]);
              issue(made);
            },
          });
        }}
      >
        <Stack gap="sm">
          {make.error ? <Refused refusal={make.error} /> : null}
          {make.error?.problem.errors?.map((fault) => (
            <span key={fault.detail} role="alert">
              {fault.detail}
            </span>
          ))}
          <TextInput
            label={t('settings.keyName')}
            description={t('settings.keyNameHelp')}
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <MultiSelect
            label={t('settings.scopes')}
            description={t('settings.scopesHelp')}
            required
            searchable
            data={[...reachable].sort()}
            value={scopes}
            onChange={setScopes}
          />
          <DateInput
            label={t('settings.expiresAt')}
            description={t('settings.expiresHelp')}
            valueFormat="YYYY-MM-DD"
            minDate={today()}
            clearable
            clearButtonProps={{ 'aria-label': t('form.clear') }}
            value={expiresOn}
            onChange={setExpiresOn}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('form.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim() || scopes.length === 0} loading={make.isPending}>
              {t('settings.makeKey')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
