import { useTranslation } from 'react-i18next';
import { api, type Schema, told } from '@/api/client';
import { useGet, useSend } from '@/api/useGet';
import { moment } from '@/app/format';
import { useSession } from '@/app/session';
import { ConfirmButton } from '@/kit/ConfirmButton';
import { DataTable } from '@/kit/DataTable';
import { Section } from '@/kit/Page';
import { usePersonName } from '@/kit/People';
import { Refused } from '@/kit/States';
import { Tag } from '@/kit/Tag';
import classes from './Frame.module.css';

type Grant = Schema<'ShownTrustGrant'>;
const after = ['/v1/trust-grants', '/v1/people', '/v1/installation'];

/** Roles of trust that wait for a second person, or those that were decided; nothing where there are none. */
export function TrustGrants({ part }: { part: 'asked' | 'decided' }) {
  const { t } = useTranslation();
  const session = useSession();
  const personName = usePersonName();
  const grants = useGet('/v1/trust-grants', { params: { query: { limit: 50, sort: ['-askedAt'] } } });
  const confirm = useSend(
    (grantId: string) => told(api.POST('/v1/trust-grants/{grantId}/confirmation', { params: { path: { grantId } } })),
    after,
  );
  const decline = useSend(
    (grantId: string) => told(api.POST('/v1/trust-grants/{grantId}/refusal', { params: { path: { grantId } } })),
    after,
  );
  const sentence = (grant: Grant) =>
    t('settings.grantWords', { name: personName(grant.personId), role: t(`roles.${grant.role}`) });
  const items = grants.data?.items ?? [];
  const asked = items.filter((grant) => grant.state === 'asked');
  const decided = items.filter((grant) => grant.state !== 'asked').slice(0, 10);
  if (part === 'asked') {
    return grants.error ? (
      <Refused refusal={grants.error} again={() => void grants.refetch()} />
    ) : asked.length === 0 ? null : (
      <Section title={t('settings.grants')} help={t('settings.grantsHelp')}>
        <ul className={classes.queue}>
          {asked.map((grant) => (
            <li key={grant.id}>
              <span>
                <Tag tone="proposed">{t('settings.grantStates.asked')}</Tag> {sentence(grant)}{' '}
                <span className={classes.soft}>
                  {t('settings.askedBy', { name: personName(grant.askedBy), at: moment(grant.askedAt) })}
                </span>
              </span>
              {grant.askedBy === session.personId || grant.personId === session.personId ? (
                <span className={classes.soft}>{t('settings.needsOther')}</span>
              ) : (
                <span className={classes.line}>
                  {session.may('ConfirmTrustGrant') ? (
                    <ConfirmButton
                      size="xs"
                      variant="filled"
                      verb={t('settings.confirm')}
                      question={sentence(grant)}
                      act={() => confirm.mutateAsync(grant.id)}
                    />
                  ) : null}
                  {session.may('DeclineTrustGrant') ? (
                    <ConfirmButton
                      size="xs"
                      danger
                      verb={t('settings.decline')}
                      question={t('settings.declineQuestion', { sentence: sentence(grant) })}
                      act={() => decline.mutateAsync(grant.id)}
                    />
                  ) : null}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Section>
    );
  }
  return decided.length === 0 ? null : (
    <Section title={t('settings.grantsDecided')} help={t('settings.grantsHelp')}>
      <DataTable
        caption={t('settings.grantsHelp')}
        rows={decided}
        idOf={(grant) => grant.id}
        columns={[
          { id: 'who', heading: t('settings.name'), cell: (grant) => personName(grant.personId) },
          { id: 'role', heading: t('settings.role'), cell: (grant) => t(`roles.${grant.role}`) },
          {
            id: 'state',
            heading: t('settings.state'),
            cell: (grant) => (
              <span className={classes.line}>
                <Tag tone={grant.state === 'confirmed' ? 'good' : 'plain'}>
                  {t(`settings.grantStates.${grant.state}`)}
                </Tag>
                {grant.byOnePerson ? <Tag tone="warn">{t('settings.byOne')}</Tag> : null}
              </span>
            ),
          },
          { id: 'asked', heading: t('settings.asker'), cell: (grant) => personName(grant.askedBy) },
          { id: 'decided', heading: t('settings.decider'), cell: (grant) => personName(grant.decidedBy) },
          { id: 'at', heading: t('settings.decidedAt'), cell: (grant) => moment(grant.decidedAt) },
        ]}
      />
    </Section>
  );
}
