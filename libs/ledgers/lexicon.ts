import { pinyin } from 'pinyin-pro';
import { folded } from './text.rules.js';

/** One thing that a cell can mean: what it is kept as, how the office writes it, and under which other names it goes. */
export interface Meaning {
  id: string;
  label: string;
  names?: readonly string[];
}

const MOST_SUGGESTIONS = 3;
const LONGEST = 40;

/** What the words in a column mean. A word that could mean two things means none; nothing is guessed. */
export class Lexicon {
  private readonly ids = new Map<string, string | null>();
  private readonly near = new Map<string, string[]>();

  constructor(readonly meanings: readonly Meaning[]) {
    for (const { id, label, names = [] } of meanings) {
      for (const name of new Set([label, id, ...names].flatMap(forms))) {
        const taken = this.ids.get(name);
        this.ids.set(name, taken === undefined || taken === id ? id : null);
      }
    }
    // the office's own word is never in doubt
    for (const { id, label } of meanings) this.ids.set(folded(label), id);
  }

  get labels(): string[] {
    return this.meanings.map(({ label }) => label);
  }

  labelOf(id: string): string | undefined {
    return this.meanings.find((meaning) => meaning.id === id)?.label;
  }

  find(text: string): string | undefined {
    return this.ids.get(folded(text)) ?? undefined;
  }

  /** @returns the labels that sound alike (沧洲市 → 沧州市) or are a slip of the pen away, nearest first */
  nearest(text: string): string[] {
    const word = folded(text).slice(0, LONGEST);
    const known = this.near.get(word);
    if (known) return known;
    const sound = soundOf(word);
    const scored = this.meanings.flatMap(({ label, names = [] }) => {
      const distances = [label, ...names].map((name) => distanceOf(word, sound, folded(name)));
      const least = Math.min(...distances);
      return Number.isFinite(least) ? [{ label, least }] : [];
    });
    const found = scored.sort((a, b) => a.least - b.least).slice(0, MOST_SUGGESTIONS).map(({ label }) => label);
    this.near.set(word, found);
    return found;
  }
}

/** 民营(私营) is 民营 and 私营 too. */
function forms(name: string): string[] {
  const whole = folded(name);
  const inner = /\(([^)]{2,})\)/.exec(whole)?.[1];
  return [whole, whole.replace(/\([^)]*\)/g, ''), ...(inner ? [inner] : [])].filter(Boolean);
}

const sounds = new Map<string, string>();
function soundOf(word: string): string {
  const known = sounds.get(word) ?? pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).join(' ');
  if (sounds.size < 5000) sounds.set(word, known);
  return known;
}

function distanceOf(word: string, sound: string, name: string): number {
  if (word.length > 1 && soundOf(name) === sound) return 0;
  const allowed = name.length <= 2 ? 0 : name.length <= 5 ? 1 : name.length <= 9 ? 2 : 3;
  const distance = Math.abs(word.length - name.length) > allowed ? Infinity : edits(word, name);
  if (distance <= allowed) return distance;
  const within = word.length > 1 && name.length > 1 && (name.includes(word) || word.includes(name));
  return within ? allowed + 1 : Infinity;
}

/** Levenshtein's distance. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
