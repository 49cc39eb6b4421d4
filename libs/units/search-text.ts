import { pinyin } from 'pinyin-pro';

/** What a unit is found by: its name, code, full pinyin and initials, in lower case. Kept in a column with a trigram index. */
export function searchText(name: string, uscc: string): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' });
  const full = syllables.join('');
  const initials = syllables.map((s) => s[0] ?? '').join('');
  return [name, uscc, full, initials].join(' ').toLowerCase();
}
