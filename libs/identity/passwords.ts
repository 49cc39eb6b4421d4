import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults, which are OWASP's minimum (19 MiB, 2 passes). */
export const hashPassword = (password: string): Promise<string> => hash(password);

// Verified against when there is no such user, so that the answer takes as long as for one that exists.
let nobody: Promise<string> | undefined;

export async function passwordMatches(stored: string | undefined, password: string): Promise<boolean> {
  nobody ??= hash('nobody has this password');
  const matches = await verify(stored ?? (await nobody), password);
  return stored !== undefined && matches;
}
