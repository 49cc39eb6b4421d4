const LONGEST = 200;

// Control characters, and those that turn the direction of writing: «exe.pdf» must not be shown for «fdp.exe».
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** @returns the last part of the path a browser sent, without unseen characters, at most 200 long; its ending is kept */
export function cleanName(given: string | undefined, extension: string): string {
  const last = (given ?? '').toWellFormed().normalize('NFC').replace(UNSEEN, '').split(/[\\/]/).pop()!.trim();
  const ending = extensionOf(last);
  const stem = (ending ? last.slice(0, -ending.length - 1) : last).replace(/^\.+/, '') || 'file';
  const kept = ending || extension;
  return `${[...stem].slice(0, LONGEST - kept.length - 1).join('')}.${kept}`;
}

/** @returns the part after the last point, as it was written; empty where there is none that looks like an ending */
export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '';

/** The header that makes a browser save the file under its name and never show it (RFC 6266, RFC 8187). */
export function attachmentDisposition(name: string): string {
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}
