import { Button } from '@mantine/core';
import { IconPresentation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReviewPack } from '@/kit/reviews';

/** The slides as they were built. */
export function PackDownload({ pack }: { pack: ReviewPack }) {
  const { t } = useTranslation();
  return (
    <Button
      component="a"
      href={`/v1/review-packs/${pack.id}/pptx`}
      download
      size="compact-sm"
      variant="default"
      leftSection={<IconPresentation size={14} aria-hidden />}
    >
      {t('packs.slides')}
    </Button>
  );
}
