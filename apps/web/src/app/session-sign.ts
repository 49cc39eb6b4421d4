const key = 'console:signed-in';

/**
 * Whether somebody signed in on this device. The session itself is a cookie no script can read, so this is how the
 * console knows that asking who is there makes sense; it is no secret and opens nothing.
 */
export const sessionSign = {
  there: () => localStorage.getItem(key) !== null,
  set: () => localStorage.setItem(key, 'yes'),
  drop: () => localStorage.removeItem(key),
};
