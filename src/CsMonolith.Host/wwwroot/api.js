// The public API, called as any client would. A refusal becomes an Error that carries the problem.
import { language } from './words.js';

export async function ask(path, options = {}) {
  const answer = await fetch(path, { ...options, headers: { 'Accept-Language': language, ...(options.body ? { 'Content-Type': 'application/json' } : {}) } });
  const body = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
  if (!answer.ok) {
    throw Object.assign(new Error(body?.detail ?? body?.title ?? String(answer.status)), { status: answer.status, code: body?.code });
  }

  return body;
}

export const tell = (path, body) => ask(path, { method: 'POST', body: JSON.stringify(body) });

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'class') { made.className = value; } else { made.setAttribute(key, value); }
  }

  made.append(...children.filter(child => child != null));
  return made;
}
