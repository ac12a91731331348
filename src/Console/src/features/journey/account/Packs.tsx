import { Button, Group, Modal } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGet } from '@/api/useGet';
import { day, moment } from '@/app/format';
import { useSession } from '@/app/session';
import { Section } from '@/kit/Page';
import type { ReviewPack } from '@/kit/reviews';
import { Answer, Empty } from '@/kit/States';
import classes from './Fires.module.css';
import { PackDownload } from './PackDownload';
import { PackForm } from './PackForm';
import { PackPreview } from './PackPreview';
import type { PartProps } from './parts';

/** QBR: the packs that were built for this customer, and the one click that builds another from live data. */
export function Packs({ account }: Pick<PartProps, 'account'>) {
  const { t } = useTranslation();
  const session = useSession();
  const [building, setBuilding] = useState(false);
  const [seen, setSeen] = useState<ReviewPack | null>(null);
  const packs = useGet('/v1/review-packs', {
    params: { query: { limit: 20, 'filter[accountId][eq]': account.id } },
  });
  return (
    <Section
      title={t('packs.title')}
      help={t('packs.help')}
      actions={
        session.may('BuildReviewPack') ? (
          <Button size="xs" variant="default" onClick={() => setBuilding(true)}>
            {t('packs.build')}
          </Button>
        ) : null
      }
    >
      <Answer of={packs} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty words={t('packs.none')} />
          ) : (
            <ul className={classes.list}>
              {items.map((pack) => (
                <li key={pack.id}>
                  <span>{t('packs.period', { from: day(pack.from), to: day(pack.to) })}</span>
                  <span className={classes.soft}>
                    {t('packs.asOf', { at: moment(pack.builtAt), slides: Number(pack.slides) })}
                  </span>
                  <Group gap="xs">
                    <Button
                      size="compact-sm"
                      variant="default"
                      leftSection={<IconEye size={14} aria-hidden />}
                      onClick={() => setSeen(pack)}
                    >
                      {t('packs.preview')}
                    </Button>
                    <PackDownload pack={pack} />
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <Modal
        opened={building}
        size="lg"
        onClose={() => setBuilding(false)}
        title={t('packs.buildFor', { customer: account.name })}
        closeButtonProps={{ 'aria-label': t('form.close') }}
      >
        <PackForm
          account={account.id}
          preview={(pack) => {
            setBuilding(false);
            setSeen(pack);
          }}
        />
      </Modal>
      {seen ? <PackPreview pack={seen} customer={account.name} close={() => setSeen(null)} /> : null}
    </Section>
  );
}
