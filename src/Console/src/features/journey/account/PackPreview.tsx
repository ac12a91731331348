import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, type Refusal, told } from '@/api/client';
import { day } from '@/app/format';
import type { ReviewPack } from '@/kit/reviews';
import { Loading, Refused } from '@/kit/States';
import classes from './PackPreview.module.css';

interface PackPreviewProps {
  pack: ReviewPack;
  customer: string;
  close: () => void;
}

/** The page as the customer will get it, in a frame that may do nothing. */
export function PackPreview({ pack, customer, close }: PackPreviewProps) {
  const { t } = useTranslation();
  const title = t('packs.previewOf', { customer, from: day(pack.from), to: day(pack.to) });
  const page = useQuery<string, Refusal>({
    queryKey: ['/v1/review-packs', pack.id, 'html'],
    queryFn: () =>
      told(
        api.GET('/v1/review-packs/{packId}/html', {
          params: { path: { packId: pack.id } },
          parseAs: 'text',
        } as never) as never,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Modal opened size="80rem" onClose={close} title={title} closeButtonProps={{ 'aria-label': t('form.close') }}>
      {page.error ? <Refused refusal={page.error} /> : null}
      {page.data ? (
        <iframe className={classes.page} title={title} sandbox="" srcDoc={page.data} />
      ) : page.error ? null : (
        <Loading rows={10} />
      )}
      <Group gap="xs" mt="sm">
        <Button component="a" href={`/v1/review-packs/${pack.id}/pptx`} download>
          {t('packs.slides')}
        </Button>
        <Button component="a" href={`/v1/review-packs/${pack.id}/html`} download variant="default">
          {t('packs.page')}
        </Button>
      </Group>
    </Modal>
  );
}
