import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const files = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.tsx'));
const page = files('src/features/kit')
  .map((name) => readFileSync(`src/features/kit/${name}`, 'utf8'))
  .join('\n');

/** The parts of the kit: what its files give out under a capital letter. */
const parts = files('src/kit').flatMap((name) =>
  [...readFileSync(`src/kit/${name}`, 'utf8').matchAll(/^export function ([A-Z]\w+)/gm)].map(([, part]) => part ?? ''),
);

/** By name: the frame holds the toasts of jobs, and the page shows one of them. */
const elsewhere = ['JobToasts'];

describe('the page of the kit', () => {
  it('shows every part', () => {
    expect(parts.length).toBeGreaterThan(30);
    expect(parts.filter((part) => !elsewhere.includes(part) && !page.includes(`<${part}`))).toEqual([]);
  });
});
