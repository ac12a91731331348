import { useTranslation } from 'react-i18next';
import type { Schema } from '@/api/client';
import { useGet } from '@/api/useGet';

export type Import = Schema<'ShownImport'>;
export type Kind = Schema<'ShownKind'>;

/** The kinds of file that the reader may load, with a way to call each in their language. */
export function useKinds() {
  const { i18n } = useTranslation();
  const kinds = useGet('/v1/import-kinds');
  const titled = <Titled extends { titleJa: string; titleEn: string }>(one: Titled) =>
    i18n.language === 'ja' ? one.titleJa : one.titleEn;
  const items = kinds.data?.items ?? [];
  return {
    items,
    titled,
    nameOf: (kind: string) => {
      const known = items.find((one) => one.name === kind);
      return known ? titled(known) : kind;
    },
  };
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The kind whose name a file's name holds; the longest wins, since one name may hold another. */
export function kindOf(fileName: string, kinds: readonly Kind[]): string | null {
  const name = plain(fileName);
  return (
    kinds
      .filter((kind) => name.includes(plain(kind.name)) || fileName.includes(kind.titleJa))
      .sort((one, other) => other.name.length - one.name.length)[0]?.name ?? null
  );
}
