import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';

/** argon2id with the library's defaults, which are OWASP's minimum (19 MiB, 2 passes). */
export const hashPassword = (password: string): Promise<string> => hash(password);

// Verified against when there is no such user or no password yet, so that the answer takes as long as for one that has.
let nobody: Promise<string> | undefined;

export async function passwordMatches(stored: string | null | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password');
  const known = stored?.startsWith('$argon2') ? stored : undefined;
  const matches = await verify(known ?? (await nobody), password).catch(() => false);
  return known !== undefined && matches;
}

let tried: Set<string> | undefined;

/** The words that whoever guesses tries first, from leaked collections (49,000 of zxcvbn-ts). */
export function isCommonPassword(word: string): boolean {
  tried ??= new Set(dictionary['passwords-common'] as string[]);
  return tried.has(word);
}
