import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { Tag } from '@/kit/Tag';

export type Model = Schema<'ModelDetail'>;
export type Line = Schema<'ModelLine'>;

const tones = { champion: 'good', challenger: 'accent', retired: 'plain' } as const;

/** Whether a model scores, waits to, or did once. */
export function Alias({ of }: { of: { alias: Line['alias']; withdrawnAt: string | null } }) {
  const { t } = useTranslation();
  return of.withdrawnAt ? (
    <Tag tone="warn">{t('models.withdrawn')}</Tag>
  ) : (
    <Tag tone={tones[of.alias]}>{t(`models.aliases.${of.alias}`)}</Tag>
  );
}
