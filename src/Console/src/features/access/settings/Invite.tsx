import { Button, Modal, Stack, Text } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { api, told } from '@/api/client';
import { useSend } from '@/api/useGet';
import { OneTime } from '@/kit/OneTime';
import { Refused } from '@/kit/States';

/** Makes a one-time link by which a colleague signs in; it is shown this once. */
export function Invite() {
  const { t } = useTranslation();
  const mint = useSend(() => told(api.POST('/v1/sign-in-links')));
  const opened = mint.data !== undefined || mint.error !== null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconLink size={16} aria-hidden />}
        loading={mint.isPending}
        onClick={() => mint.mutate(undefined)}
      >
        {t('settings.invite')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => mint.reset()}
        title={t('settings.invite')}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        <Stack gap="sm">
          {mint.error ? <Refused refusal={mint.error} /> : null}
          {mint.data ? (
            <OneTime
              title={t('settings.inviteOnce')}
              words={t('settings.inviteHelp')}
              value={window.location.origin + mint.data.path}
            />
          ) : null}
          <Text size="sm" c="dimmed">
            {t('settings.inviteRoles')}
          </Text>
        </Stack>
      </Modal>
    </>
  );
}
