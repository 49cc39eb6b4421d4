import type { FieldError } from '../kernel/index.js';

const SHORTEST = 10;

/**
 * What is wrong with a password that a person would set.
 * @returns a fault each, without a pointer; none when it may be set
 */
export function checkPassword(password: string, user: { username: string }): Omit<FieldError, 'pointer'>[] {
  const faults: Omit<FieldError, 'pointer'>[] = [];
  if ([...password].length < SHORTEST) faults.push({ code: 'too_short', params: { min: SHORTEST } });
  if (password.toLowerCase().includes(user.username.toLowerCase())) faults.push({ code: 'password_is_username' });
  return faults;
}
