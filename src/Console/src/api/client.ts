import createClient, { type Middleware } from 'openapi-fetch';
import i18n from '@/app/i18n';
import type { components, paths } from './schema';

/** A schema of the OpenAPI document by its name. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What the host answers when it refuses: RFC 9457 with a code and the faults of single fields. */
export interface Problem {
  title?: string;
  detail?: string;
  status?: number;
  code?: string;
  traceId?: string;
  errors?: { pointer?: string; detail?: string; message?: string }[];
}

/** A refusal of the host, or a connection that failed (status 0). */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? String(status));
  }

  /** Whether asking again could help: the host was busy, starting or could not be reached. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every request says its language; every write can be sent again without being done twice. */
const manners: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', i18n.language);
    if (!safe.has(request.method) && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  },
};

export const api = createClient<paths>({
  baseUrl: '/',
  credentials: 'same-origin',
  // Several values of one parameter are written with commas between them.
  querySerializer: { array: { style: 'form', explode: false } },
});
api.use(manners);

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** The data of an answer, or a Refusal thrown. An empty answer (204) is undefined. */
export async function told<Data>(answer: Promise<Answer<Data>>): Promise<Data> {
  let got: Answer<Data>;
  try {
    got = await answer;
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure;
    }
    throw new Refusal(0, { detail: i18n.t('state.unreachable') });
  }
  if (!got.response.ok) {
    throw new Refusal(got.response.status, (got.error ?? {}) as Problem);
  }
  return got.data as Data;
}

/** The data of an answer with its ETag, for a later write with If-Match. */
export async function toldWithTag<Data>(answer: Promise<Answer<Data>>): Promise<{ data: Data; tag: string | null }> {
  let tag: string | null = null;
  const data = await told(
    answer.then((got) => {
      tag = got.response.headers.get('ETag');
      return got;
    }),
  );
  return { data, tag };
}
