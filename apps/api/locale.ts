import type { Locale } from '../../libs/kernel/index.js';

/** Chinese unless English is asked for first. */
export const localeOf = (header: string | undefined): Locale => (header && /^\s*en\b/i.test(header) ? 'en' : 'zh');
