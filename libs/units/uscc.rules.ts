/** GB 32100-2015: 18 characters of this alphabet; the last is a checksum over the others with these weights. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

export type UsccVerdict = 'ok' | 'structure' | 'checksum';

/** Upper case, half width, no spaces: as it is stored and compared. */
export const normaliseUscc = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/**
 * @returns 'structure' is an error; 'checksum' a warning that takes a reason, because genuine codes that fail it exist
 */
export function checkUscc(code: string): UsccVerdict {
  if (code.length !== 18 || [...code].some((c) => !ALPHABET.includes(c))) return 'structure';
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code[i]!), 0);
  // the outer remainder matters: a sum that divides by 31 gives the character 0
  return ALPHABET[(31 - (sum % 31)) % 31] === code[17] ? 'ok' : 'checksum';
}
