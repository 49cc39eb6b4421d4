import { pinyin } from 'pinyin-pro';

/** What a thing is found by: its name, its code, the name's full pinyin and its initials, in lower case. Kept in a column. */
export function searchText(name: string, code: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const full = syllables.join('');
  const initials = syllables.map((s) => s[0] ?? '').join('');
  return [name, code, full, initials].join(' ').toLowerCase();
}
