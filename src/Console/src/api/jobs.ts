import { useEffect, useSyncExternalStore } from 'react';
import i18n from '@/app/i18n';
import { api, Refusal, type Schema, told } from './client';

export type JobState = Schema<'Job'>['state'];

/** How a job goes, as far as its events have told. */
export interface JobProgress {
  state: JobState;
  percent: number;
  step: string | null;
  /** Whether events come; false while the connection is being made again. */
  connected: boolean;
  /** The job as it ended, with its result or the reason of its refusal. */
  ended: Schema<'Job'> | null;
  /** Why it cannot be followed: it is out of reach, or forgotten. */
  lost: Refusal | null;
}

export const isOver = (state: JobState): boolean => state !== 'queued' && state !== 'running';

const before: JobProgress = { state: 'queued', percent: 0, step: null, connected: true, ended: null, lost: null };
const known = new Map<string, JobProgress>();
const listeners = new Set<() => void>();
const pause = 2_000;

function note(jobId: string, part: Partial<JobProgress>): void {
  known.set(jobId, { ...(known.get(jobId) ?? before), ...part });
  for (const listener of listeners) {
    listener();
  }
}

/** Each event of a stream of server-sent events, with its id. */
async function* eventsOf(
  body: ReadableStream<BufferSource>,
): AsyncGenerator<{ id: string; name: string; data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let waiting = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const blocks = (waiting + piece.value).split('\n\n');
    waiting = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block
          .split('\n')
          .map((line) => line.split(/: ?(.*)/s))
          .map(([name, value]) => [name ?? '', value ?? '']),
      );
      if (fields.has('data')) {
        yield { id: fields.get('id') ?? '', name: fields.get('event') ?? '', data: fields.get('data') ?? '' };
      }
    }
  }
}

/** Follows a job to its end, connecting again behind the last event that came. EventSource could not say a language. */
async function watch(jobId: string): Promise<void> {
  let last = '';
  for (;;) {
    try {
      const answer = await fetch(`/v1/jobs/${jobId}/events`, {
        credentials: 'same-origin',
        headers: { 'Accept-Language': i18n.language, ...(last ? { 'Last-Event-ID': last } : {}) },
      });
      const over = answer.status === 204 || answer.status === 403 || answer.status === 404;
      if (answer.ok && answer.body && !over) {
        for await (const event of eventsOf(answer.body)) {
          last = event.id || last;
          const { state, percent, step } = JSON.parse(event.data) as JobProgress;
          note(jobId, { state, percent, step, connected: true });
        }
      }
      if (over || isOver(known.get(jobId)?.state ?? 'queued')) {
        const ended = await told(api.GET('/v1/jobs/{jobId}', { params: { path: { jobId } } }));
        note(jobId, { state: ended.state, percent: ended.percent, step: ended.step, connected: true, ended });
        return;
      }
    } catch (failure) {
      if (failure instanceof Refusal && !failure.passing) {
        note(jobId, { lost: failure });
        return;
      }
      note(jobId, { connected: false });
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows one job live; all who ask for the same job share one connection. */
export function useJob(jobId: string | null | undefined): JobProgress | null {
  useEffect(() => {
    if (jobId && !known.has(jobId)) {
      note(jobId, {});
      void watch(jobId);
    }
  }, [jobId]);
  return useSyncExternalStore(subscribe, () => (jobId ? (known.get(jobId) ?? null) : null));
}
