import type { Schema } from '@/api/client';
import { day } from '@/app/format';
import i18n from '@/app/i18n';

export type Handoff = Schema<'HandoffProfile'>;
export type Project = Schema<'ProjectProfile'>;
export type Brief = Schema<'KickoffBrief'>;
export type Promised = Schema<'PromiseProfile'>;
export type Question = Schema<'HearingQuestion'>;

/** What is asked anew after a change of a handoff, an answer, a promise or a project. */
export const concerned = ['/v1/handoffs', '/v1/success-projects', '/v1/promises', '/v1/accounts'];

/** The words of something that the company words itself, in the reader's language. */
export const wordOf = (one: { en: string; ja: string }, language: string) => (language === 'ja' ? one.ja : one.en);

/** Who at the customer said so, if that is known, and when. */
export const saidBy = (answer: { answeredBy: string | null; answeredOn: string }) =>
  answer.answeredBy
    ? i18n.t('handoffs.answeredBy', { name: answer.answeredBy, day: day(answer.answeredOn) })
    : day(answer.answeredOn);
