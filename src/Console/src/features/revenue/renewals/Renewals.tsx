import { Badge, Select, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAddress } from '@/app/address';
import { day, month } from '@/app/format';
import { Page } from '@/kit/Page';
import { PeriodPicker } from '@/kit/Period';
import { Answer } from '@/kit/States';
import { useOutlook } from './ask';
import { Calendar } from './Calendar';
import { Headline } from './Headline';
import { Judgement } from './Judgement';
import { RenewalDrawer } from './RenewalDrawer';
import { RenewalList } from './RenewalList';
import classes from './Renewals.module.css';

const tabs = ['calendar', 'list', 'judgement'] as const;

/** 更新管理: what is due for renewal, what is at risk of it, and what people and model say. */
export default function Renewals() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const { window, risk, forecast } = useOutlook();
  const tab = tabs.find((one) => one === address.tab) ?? 'calendar';
  const currencies = risk.data?.totals.map((total) => total.currency) ?? [];
  const currency = currencies.find((one) => one === address.currency) ?? currencies[0];
  const apart = forecast.data?.disagreements.filter((one) => one.final == null).length ?? 0;
  return (
    <Page
      title={t('screens.renewals')}
      lead={t('renewals.lead', {
        from: month(window.from),
        to: month(window.to),
        scope: risk.data?.scope?.words ?? t('renewals.all'),
        asOf: risk.data ? day(risk.data.asOf) : '–',
      })}
    >
      <div className={classes.controls}>
        <PeriodPicker offered={['next12', 'next6', 'next3']} />
        {currencies.length > 1 ? (
          <Select
            label={t('renewals.currency')}
            w={104}
            allowDeselect={false}
            data={currencies}
            value={currency ?? null}
            onChange={(next) => change({ currency: next ?? undefined })}
          />
        ) : null}
      </div>
      <Answer of={risk} rows={6}>
        {(data) => <Headline risk={data} currency={currency} />}
      </Answer>
      <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
        <Tabs.List mb="lg" className="no-print">
          {tabs.map((one) => (
            <Tabs.Tab
              key={one}
              value={one}
              rightSection={
                one === 'judgement' && apart > 0 ? (
                  <Badge variant="default" size="sm" aria-label={t('renewals.apartCount', { count: apart })}>
                    {apart}
                  </Badge>
                ) : null
              }
            >
              {t(`renewals.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="calendar">
          <Answer of={risk} rows={8}>
            {(atRisk) => (
              <Answer of={forecast} rows={8}>
                {(expected) => <Calendar risk={atRisk} forecast={expected} currency={currency} />}
              </Answer>
            )}
          </Answer>
        </Tabs.Panel>
        <Tabs.Panel value="list">
          <RenewalList window={window} />
        </Tabs.Panel>
        <Tabs.Panel value="judgement">
          <Answer of={forecast} rows={8}>
            {(expected) => <Judgement forecast={expected} />}
          </Answer>
        </Tabs.Panel>
      </Tabs>
      <RenewalDrawer />
    </Page>
  );
}
