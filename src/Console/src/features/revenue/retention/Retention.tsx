import { Button, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { month } from '@/app/format';
import { useSession } from '@/app/session';
import { Page } from '@/kit/Page';
import { Answer, Empty } from '@/kit/States';
import { askOf, inCurrency, isClosed, useMeasures, usePacks } from './ask';
import { Breakdown } from './Breakdown';
import { Controls } from './Controls';
import { FinanceMonth } from './FinanceMonth';
import { Headline } from './Headline';
import { MonthClose } from './MonthClose';
import { Overview } from './Overview';
import { Packs } from './Packs';
import classes from './Retention.module.css';
import { RowsDrawer } from './RowsDrawer';

const tabs = ['overview', 'breakdown', 'packs', 'closing'] as const;

/** 売上継続率: what the customers of a window's first day brought at its last, by a named set of definitions. */
export default function Retention() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [address, change] = useAddress();
  const ask = askOf(address);
  const measures = useMeasures(ask);
  const pack = usePacks().find((one) => one.code === ask.pack);
  const figure = inCurrency(measures.data?.figures ?? [], ask.currency);
  const tab = tabs.find((one) => one === address.tab) ?? 'overview';
  return (
    <Page
      title={t('screens.retention')}
      lead={t('retention.lead', {
        from: month(ask.from),
        to: month(ask.to),
        scope: measures.data?.scope?.words ?? t('retention.all'),
        pack: pack ? (i18n.language === 'ja' ? pack.ja : pack.en) : ask.pack,
        basis: t(isClosed(ask) ? 'retention.asClosed' : 'retention.restated'),
      })}
    >
      <Controls currencies={(measures.data?.figures ?? []).map((one) => one.currency)} />
      {measures.error?.status === 409 && ask.basis === 'asClosed' ? (
        <Empty
          words={t('retention.stillOpen')}
          step={
            <Button variant="default" onClick={() => change({ basis: undefined })}>
              {t('retention.seeRestated')}
            </Button>
          }
        />
      ) : (
        <Answer of={measures} rows={10}>
          {(data) => (
            <>
              {data.figures.length === 0 ? (
                <Empty words={t(ask.knownOn ? 'retention.nothingKnown' : 'retention.nothing')} />
              ) : null}
              <Headline ask={ask} measures={data} />
              <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
                <Tabs.List mb="lg" className="no-print">
                  {tabs.map((one) => (
                    <Tabs.Tab key={one} value={one}>
                      {t(`retention.tabs.${one}`)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="overview">
                  <Overview ask={ask} measures={data} />
                </Tabs.Panel>
                <Tabs.Panel value="breakdown">
                  <Breakdown ask={ask} whole={figure} />
                </Tabs.Panel>
                <Tabs.Panel value="packs">
                  <Packs ask={ask} currency={figure?.currency} />
                </Tabs.Panel>
                <Tabs.Panel value="closing">
                  <div className={classes.parts}>
                    <MonthClose />
                    {session.may('ReconcileMonth') ? <FinanceMonth currency={figure?.currency ?? 'JPY'} /> : null}
                  </div>
                </Tabs.Panel>
              </Tabs>
            </>
          )}
        </Answer>
      )}
      <RowsDrawer ask={ask} figure={figure} />
    </Page>
  );
}
