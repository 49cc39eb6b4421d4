/** How cells are read, whatever the ledger: an office's full-width digits, units of measure and four ways to write a day. */

// zero-width characters and byte-order marks that copying from web pages leaves behind
const UNSEEN = /[\u200b-\u200f\u2060\ufeff]/g;

/** A text as it is kept: its own punctuation, no blanks around it (the ideographic one too), no unseen characters. */
export const tidy = (text: string): string => text.replace(UNSEEN, '').replace(/\r\n?/g, '\n').trim();

/** A text as it is compared with another: half width, no blanks at all, one case. */
export const folded = (text: string): string => text.normalize('NFKC').replace(UNSEEN, '').replace(/\s/g, '').toLowerCase();

/** A header as it is recognised: `* 职工人数（人）：` is «职工人数». */
export const headerKey = (text: string): string => folded(text).replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '').replace(/[*:：☆★]/g, '');

/** @returns a count of persons, `420人` and `１，４２０` too; undefined for what is no whole number */
export function parseCount(text: string): number | undefined {
  const digits = folded(text).replace(/[,，]/g, '').replace(/(人|名|个|户)$/, '').replace(/\.0+$/, '');
  return /^\d{1,8}$/.test(digits) ? Number(digits) : undefined;
}

/** @returns a percentage, `40%`, `40` or `百分之40`; undefined for what is none of 0–100 */
export function parsePercent(text: string): number | undefined {
  const digits = folded(text).replace(/^百分之/, '').replace(/%$/, '').replace(/\.0+$/, '');
  const value = /^\d{1,3}$/.test(digits) ? Number(digits) : NaN;
  return value <= 100 ? value : undefined;
}

const FORMS = [
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, // 2026-03-02, 2026/3/2, 2026.3.2
  /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/, // 2026年3月2日
  /^(\d{4})(\d{2})(\d{2})$/, // 20260302
];

/**
 * @returns `YYYY-MM-DD`; undefined for what is no day of the years 1900–2199, and for what could be two (`3/2/2026`)
 * @param text one of the four forms, with a time behind it or not, or the serial number that Excel keeps a day as
 */
export function parseDay(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim().replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '').replace(/\s/g, '');
  for (const form of FORMS) {
    const [, year, month, day] = form.exec(plain) ?? [];
    if (year) return dayOf(Number(year), Number(month), Number(day));
  }
  // 1954–2119: below and above, a number is likelier a year or a count than a day
  const serial = /^\d{5}(\.\d+)?$/.test(plain) ? Math.floor(Number(plain)) : 0;
  return serial >= 20_000 && serial <= 80_000 ? fromSerial(serial) : undefined;
}

/** Excel's serial day; 1 is 1900-01-01 and 60 the 29 February that 1900 did not have. */
export function fromSerial(serial: number, date1904 = false): string {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const made = new Date(Date.UTC(year, month - 1, day));
  const real = made.getUTCMonth() === month - 1 && made.getUTCDate() === day && year >= 1900 && year <= 2199;
  return real ? made.toISOString().slice(0, 10) : undefined;
}

/** The names in a cell that lists several: `C03、A03`, one a line, or with commas of either width. */
export const listOf = (text: string): string[] => [...new Set(text.split(/[、,，;；\s]+/).map(tidy).filter(Boolean))];

// What a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection
const LIVE = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text that no spreadsheet takes for a formula, in this file or in a CSV made of it. {@link unquoted} gives it back. */
export const inert = (text: string): string => (LIVE.test(text) ? `'${text}` : text);

/** The text that {@link inert} made harmless. */
export const unquoted = (text: string): string => (text.startsWith("'") && LIVE.test(text.slice(1)) ? text.slice(1) : text);
