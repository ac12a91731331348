import { Button, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { useAddress } from '@/app/address';
import { count, day, moment, money, percent } from '@/app/format';
import { useSession } from '@/app/session';
import { AccountLink, useAccountNames } from '@/kit/Accounts';
import { ContactForm } from '@/kit/ContactForm';
import { useActorName } from '@/kit/People';
import { Answer, Refused } from '@/kit/States';
import { concerned, isSettled } from './ask';
import { CallForm } from './CallForm';
import { Stage } from './RenewalList';
import classes from './Renewals.module.css';
import { SettleForm } from './SettleForm';
import { StageForm } from './StageForm';

type Detail = Schema<'RenewalDetail'>;
type Call = Detail['calls'][number];

/** From this difference on, the API counts a call and the model as parted. */
const wide = 0.3;

/** One renewal beside the list: its days, what three judges say of it, and what one can do. */
export function RenewalDrawer() {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const id = address.renewal;
  const found = useGet(
    '/v1/renewals/{renewalId}',
    { params: { path: { renewalId: id ?? '' } } },
    { when: Boolean(id) },
  );
  const shown = found.data?.renewal.id === id ? found.data : undefined;
  const name = useAccountNames(shown ? [shown.renewal.accountId] : []);
  return (
    <Drawer
      opened={Boolean(id)}
      onClose={() => change({ renewal: undefined })}
      position="right"
      size="xl"
      title={shown ? t('renewals.of', { name: name(shown.renewal.accountId) }) : t('screens.renewals')}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      <Answer of={{ data: shown, error: found.error, refetch: found.refetch }} rows={8}>
        {(detail) => <One key={detail.renewal.id} detail={detail} name={name(detail.renewal.accountId)} />}
      </Answer>
    </Drawer>
  );
}

function One({ detail, name }: { detail: Detail; name: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [contacting, setContacting] = useState(false);
  const { renewal } = detail;
  const settled = isSettled(renewal);
  return (
    <Stack gap="lg">
      <dl className={classes.facts}>
        <dt>{t('renewals.customer')}</dt>
        <dd>
          <AccountLink id={renewal.accountId} name={name} />
        </dd>
        <dt>{t('renewals.dueOn')}</dt>
        <dd>{t('renewals.dueWith', { on: day(renewal.dueOn), count: renewal.termMonths })}</dd>
        <dt>{t('renewals.dueMrr')}</dt>
        <dd>{money(renewal.due)}</dd>
        <dt>{t('renewals.noticeBy')}</dt>
        <dd>{day(renewal.noticeBy)}</dd>
        <dt>{t('renewals.checkpoints')}</dt>
        <dd>
          {t('renewals.checkpointDays', { six: day(renewal.sixMonthsBefore), three: day(renewal.threeMonthsBefore) })}
        </dd>
        <dt>{t('renewals.stage')}</dt>
        <dd>
          <Stage of={renewal} />
        </dd>
        {settled ? (
          <>
            <dt>{t('renewals.settledOn')}</dt>
            <dd>
              {day(renewal.settledOn)}
              {renewal.renewed ? t('renewals.renewedAt', { amount: money(renewal.renewed) }) : ''}
              {renewal.isByContract ? t('renewals.byContract') : ''}
            </dd>
            {renewal.reason ? (
              <>
                <dt>{t('renewals.reason')}</dt>
                <dd>{renewal.reason}</dd>
              </>
            ) : null}
          </>
        ) : null}
      </dl>
      <Calls detail={detail} />
      {settled ? (
        session.may('ReopenRenewal') ? (
          <Reopen detail={detail} />
        ) : null
      ) : (
        <>
          {session.may('CallRenewal') ? <CallForm id={renewal.id} final={session.may('MakeFinalCall')} /> : null}
          {session.may('MoveRenewal') ? <StageForm renewal={renewal} /> : null}
          {session.may('SettleRenewal') ? <SettleForm renewal={renewal} /> : null}
        </>
      )}
      {session.may('RecordContact') && session.may('ListAccounts') ? (
        <>
          <Button variant="default" w="fit-content" onClick={() => setContacting(true)}>
            {t('contact.open')}
          </Button>
          <ContactForm
            account={{ id: renewal.accountId, name }}
            opened={contacting}
            close={() => setContacting(false)}
          />
        </>
      ) : null}
      <Past calls={detail.calls} />
    </Stack>
  );
}

/** The CSM's call, the model's chance and the final call, side by side; none replaces another. */
function Calls({ detail: { calls, model } }: { detail: Detail }) {
  const { t } = useTranslation();
  const person = useActorName();
  const last = (by: Call['by']) => calls.filter((call) => call.by === by).sort((a, b) => (a.at < b.at ? 1 : -1))[0];
  const csm = last('csm');
  const final = last('final');
  const apart = csm && model ? Number(csm.probability) - Number(model.probability) : 0;
  const said = (call: Call | undefined, none: string) =>
    call ? (
      <>
        <span className={classes.chance}>{percent(call.probability, 0)}</span>
        {call.note ? <span>{call.note}</span> : null}
        <span className={classes.soft}>{t('renewals.saidBy', { name: person(call.actor), at: moment(call.at) })}</span>
      </>
    ) : (
      <span className={classes.soft}>{none}</span>
    );
  return (
    <Stack gap="xs">
      <Title order={3}>{t('renewals.chances')}</Title>
      <div className={classes.calls}>
        <div className={classes.call}>
          <strong>{t('renewals.judges.csm')}</strong>
          {said(csm, t('renewals.notSaid'))}
        </div>
        <div className={classes.call}>
          <strong>{t('renewals.judges.model')}</strong>
          {model ? (
            <>
              <span className={classes.chance}>{percent(model.probability, 0)}</span>
              <span>{t('renewals.modelWords', { count: model.horizonDays })}</span>
              {model.coversDueDay ? null : <span className={classes.late}>{t('renewals.notCovered')}</span>}
              <span className={classes.soft}>
                {t('renewals.modelAsOf', { asOf: day(model.asOf), version: model.modelVersion })}
              </span>
            </>
          ) : (
            <span className={classes.soft}>{t('renewals.notScored')}</span>
          )}
        </div>
        <div className={classes.call} data-final>
          <strong>{t('renewals.judges.final')}</strong>
          {said(final, t('renewals.notFinal'))}
        </div>
      </div>
      {Math.abs(apart) >= wide ? (
        <Text className={classes.apart} size="sm">
          {t(final ? 'renewals.apartSettled' : 'renewals.apartOpen', {
            points: t('figure.points', { value: count(Math.abs(apart) * 100) }),
          })}
        </Text>
      ) : null}
    </Stack>
  );
}

function Past({ calls }: { calls: readonly Call[] }) {
  const { t } = useTranslation();
  const person = useActorName();
  if (calls.length === 0) {
    return null;
  }
  const newest = [...calls].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <Stack gap="xs">
      <Title order={3}>{t('renewals.past')}</Title>
      <ol className={classes.past}>
        {newest.map((call) => (
          <li key={call.at}>
            {t('renewals.pastWords', { judge: t(`renewals.judges.${call.by}`), chance: percent(call.probability, 0) })}
            {call.note ? <div>{call.note}</div> : null}
            <div className={classes.soft}>
              {t('renewals.saidBy', { name: person(call.actor), at: moment(call.at) })}
            </div>
          </li>
        ))}
      </ol>
    </Stack>
  );
}

/** Takes an outcome back that was recorded by mistake; asks once more. */
function Reopen({ detail: { renewal } }: { detail: Detail }) {
  const { t } = useTranslation();
  const [sure, setSure] = useState(false);
  const reopen = useSend(
    () =>
      told(
        api.POST('/v1/renewals/{renewalId}/outcome/void', {
          params: { path: { renewalId: renewal.id }, header: { 'If-Match': `"${renewal.version}"` } },
        } as never),
      ),
    concerned,
  );
  return (
    <Stack gap="xs">
      {reopen.error ? <Refused refusal={reopen.error} /> : null}
      {sure ? (
        <Group gap="xs">
          <Text size="sm">{t('renewals.reopenWarning')}</Text>
          <Button variant="default" size="compact-md" onClick={() => setSure(false)}>
            {t('form.cancel')}
          </Button>
          <Button color="red" size="compact-md" loading={reopen.isPending} onClick={() => reopen.mutate()}>
            {t('renewals.reopen')}
          </Button>
        </Group>
      ) : (
        <Button variant="default" w="fit-content" onClick={() => setSure(true)}>
          {t('renewals.reopen')}
        </Button>
      )}
    </Stack>
  );
}
