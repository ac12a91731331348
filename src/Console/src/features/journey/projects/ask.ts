import type { Schema } from '@/api/client';

export type Handoff = Schema<'HandoffProfile'>;
export type Project = Schema<'ProjectProfile'>;
export type Brief = Schema<'KickoffBrief'>;
export type Promised = Schema<'PromiseProfile'>;
export type Question = Schema<'HearingQuestion'>;

/** What is asked anew after a change of a handoff, an answer, a promise or a project. */
export const concerned = ['/v1/handoffs', '/v1/success-projects', '/v1/promises', '/v1/accounts'];

/** The words of something that the company words itself, in the reader's language. */
export const wordOf = (one: { en: string; ja: string }, language: string) => (language === 'ja' ? one.ja : one.en);
