import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '@/words/en.json';
import ja from '@/words/ja.json';

type Words = { [key: string]: string | Words };

const leaves = (words: Words, before = ''): Map<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...leaves(value, `${before}${key}.`)],
    ),
  );

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });

const sources = files('src').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const code = sources.map(({ text }) => text).join('\n');
const japanese = leaves(ja);
const english = leaves(en);

describe('words', () => {
  it('are the same keys in both languages', () => {
    expect([...japanese.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('are never empty', () => {
    expect([...japanese, ...english].filter(([, word]) => word.trim() === '')).toEqual([]);
  });

  it('hold the same placeholders in both languages', () => {
    const holes = (word: string) => (word.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const [key, word] of japanese) {
      expect(holes(english.get(key) ?? ''), key).toEqual(holes(word));
    }
  });

  it('are all used', () => {
    // A key stands whole in the code, or its family does with the last part computed: t(`roles.${role}`).
    const unused = [...japanese.keys()].filter((word) => {
      // The form of a count is chosen by the library: customers_one and customers_other are asked for as customers.
      const key = word.replace(/_(one|other)$/, '');
      if (code.includes(`'${key}'`) || code.includes(`"${key}"`) || code.includes(`\`${key}\``)) {
        return false;
      }
      const parts = key.split('.');
      return !parts.some((_, at) => at > 0 && code.includes(`\`${parts.slice(0, at).join('.')}.\${`));
    });
    expect(unused).toEqual([]);
  });

  it('stand in the word files and not in the code', () => {
    const hardCoded = sources
      .filter(({ path }) => !path.includes('LanguageSwitch') && !path.endsWith('format.ts'))
      .flatMap(({ path, text }) =>
        text
          .split('\n')
          .filter(
            (line) => !/^\s*(\/\/|\/?\*)/.test(line) && /[぀-ヿ一-鿿]/.test(line.replace(/\/\*.*?\*\/|\/\/.*$/g, '')),
          )
          .map((line) => `${path}: ${line.trim()}`),
      );
    expect(hardCoded).toEqual([]);
  });
});
