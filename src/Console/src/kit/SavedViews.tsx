import { ActionIcon, Button, Group, Menu, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { parseAddress, useAddress, writeAddress } from '@/app/address';
import { useSession } from '@/app/session';
import { Refused } from './States';

interface SavedViewsProps {
  /** The screen's name, under which its views are kept. */
  screen: string;
}

/** Views of a screen that somebody kept by name: one's own and those that colleagues share; each is an address. */
export function SavedViews({ screen }: SavedViewsProps) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [address] = useAddress();
  const [opened, { open, close }] = useDisclosure(false);
  const views = useGet(
    '/v1/saved-views',
    { params: { query: { limit: 100, ...{ 'filter[screen][eq]': screen } } } },
    { when: session.may('ListSavedViews') },
  );
  const drop = useSend(
    (view: Schema<'SavedViewRow'>) =>
      told(
        api.DELETE('/v1/saved-views/{viewId}', {
          params: { path: { viewId: view.id }, header: { 'If-Match': `"${view.version}"` } },
        }),
      ),
    ['/v1/saved-views'],
  );
  if (!session.may('ListSavedViews')) {
    return null;
  }
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button variant="default" size="compact-md" leftSection={<IconBookmark size={16} aria-hidden />}>
            {t('views.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(views.data?.items ?? []).map((view) => (
            <Group key={view.id} gap={0} wrap="nowrap">
              <Menu.Item
                onClick={() => void navigate({ to: '.', search: parseAddress(view.address) as never })}
                rightSection={view.isOwn ? null : t('views.shared')}
              >
                {view.name}
              </Menu.Item>
              {view.isOwn ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('views.drop', { name: view.name })}
                  onClick={() => drop.mutate(view)}
                >
                  <IconTrash size={16} aria-hidden />
                </ActionIcon>
              ) : null}
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={open}>{t('views.keep')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <KeepView screen={screen} address={writeAddress(address).slice(1)} opened={opened} close={close} />
    </>
  );
}

function KeepView({
  screen,
  address,
  opened,
  close,
}: {
  screen: string;
  address: string;
  opened: boolean;
  close: () => void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const keep = useSend(
    () => told(api.POST('/v1/saved-views', { body: { name: name.trim(), screen, address, isShared } })),
    ['/v1/saved-views'],
  );
  return (
    <Modal opened={opened} onClose={close} title={t('views.keep')} closeButtonProps={{ 'aria-label': t('form.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate(undefined, { onSuccess: close });
        }}
      >
        <Stack gap="sm">
          {keep.error ? <Refused refusal={keep.error} /> : null}
          <TextInput
            label={t('views.name')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label={t('views.share')}
            description={t('views.shareHelp')}
            checked={isShared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Button type="submit" disabled={!name.trim()} loading={keep.isPending}>
            {t('form.save')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
