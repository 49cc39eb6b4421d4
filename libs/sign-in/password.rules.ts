/** What a password must be. Data: a profile names its source, and the security administrator chooses one. */
export interface PasswordProfile {
  zh: string;
  en: string;
  source: string;
  minLength: number;
  maxLength: number;
  /** How many of lower case, upper case, digits and other characters. */
  minClasses: number;
  /** After so many days it must be changed; null: only when it is known to somebody else. */
  maxAgeDays: number | null;
  /** So many earlier ones, the present one among them, may not come back. */
  history: number;
}

export const PASSWORD_PROFILES = {
  dengbao: {
    zh: '等级保护三级',
    en: 'Classified protection, level 3',
    source: 'GB/T 22239-2019 8.1.4.1 a): complex and changed regularly; the numbers are those of common assessment practice',
    minLength: 8,
    maxLength: 128,
    minClasses: 3,
    maxAgeDays: 90,
    history: 5,
  },
  asvs: {
    zh: 'OWASP ASVS',
    en: 'OWASP ASVS',
    source: 'OWASP ASVS 4.0.3 V2.1: 12 characters or more, no composition rule, no periodic change',
    minLength: 12,
    maxLength: 128,
    minClasses: 1,
    maxAgeDays: null,
    history: 1,
  },
} satisfies Record<string, PasswordProfile>;

export type ProfileName = keyof typeof PASSWORD_PROFILES;
export const PROFILE_NAMES = Object.keys(PASSWORD_PROFILES) as ProfileName[];

/** Whose password it is: it must not be found in who they are. */
export interface PasswordOwner {
  username: string;
  name: string;
}

export interface PasswordProblem {
  code: 'too_short' | 'too_long' | 'password_classes' | 'password_common' | 'password_is_name';
  params?: Record<string, unknown>;
}

/** @param common whether a word is one of those that are tried first @returns everything that is wrong with it */
export function passwordProblems(
  profile: PasswordProfile,
  password: string,
  owner: PasswordOwner,
  common: (word: string) => boolean,
): PasswordProblem[] {
  const problems: PasswordProblem[] = [];
  const length = [...password].length;
  if (length < profile.minLength) problems.push({ code: 'too_short', params: { min: profile.minLength } });
  if (length > profile.maxLength) problems.push({ code: 'too_long', params: { max: profile.maxLength } });
  if (classesOf(password) < profile.minClasses) problems.push({ code: 'password_classes', params: { min: profile.minClasses } });
  if (saysWhoItIs(password, owner)) problems.push({ code: 'password_is_name' });
  else if (common(core(password))) problems.push({ code: 'password_common' });
  return problems;
}

/** Whether a password of that day has to be changed by `now`. */
export const isTooOld = ({ maxAgeDays }: PasswordProfile, changedAt: Date, now: Date): boolean =>
  maxAgeDays !== null && now.getTime() - changedAt.getTime() > maxAgeDays * 86_400_000;

const classesOf = (password: string): number =>
  [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u].filter((kind) => kind.test(password)).length;

/** `Password2026!` is `password` with what people add when they are asked for more. */
const core = (password: string): string => {
  const lower = password.toLowerCase();
  return lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || lower;
};

function saysWhoItIs(password: string, { username, name }: PasswordOwner): boolean {
  const lower = password.toLowerCase();
  const words = [username, ...username.split(/[^\p{L}\p{Nd}]+/u), name].map((word) => word.toLowerCase());
  return words.some((word) => [...word].length >= 4 && lower.includes(word)) || lower === username.toLowerCase();
}
