import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '@/kit/Tag';
import type { Import } from './kinds';

const tones: Record<Import['state'], Tone> = {
  uploaded: 'accent',
  checked: 'accent',
  committing: 'warn',
  committed: 'good',
  undone: 'plain',
};

/** Where an import stands, in a word; one that lacks a column says so. */
export function ImportState({ of }: { of: Import }) {
  const { t } = useTranslation();
  return of.state === 'uploaded' && of.missingColumns.length > 0 ? (
    <Tag tone="warn">{t('imports.states.missing')}</Tag>
  ) : (
    <Tag tone={tones[of.state]}>{t(`imports.states.${of.state}`)}</Tag>
  );
}
