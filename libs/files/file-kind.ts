import { fileTypeFromBuffer } from 'file-type';
import { invalid, type FieldError } from '../kernel/index.js';
import { extensionOf } from './file-name.rules.js';
import { imageSize } from './image-size.rules.js';

/** What is taken, and the endings a name may then have. The content says which; the ending must agree. */
const TAKEN: Record<string, readonly string[]> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls'],
};

const MAX_MEGAPIXELS = 50;

/**
 * @returns the media type that the content has, and its usual ending
 * @throws 422 at `/file` for a type that is not taken, a name that says another type, or too many pixels
 */
export async function kindOf(bytes: Buffer, name: string | undefined): Promise<{ mediaType: string; extension: string }> {
  const mediaType = await mediaTypeOf(bytes);
  const endings = mediaType === undefined ? undefined : TAKEN[mediaType];
  const said = extensionOf(name ?? '').toLowerCase();
  if (!mediaType || !endings || (said && !endings.includes(said))) throw refused({ code: 'file_type' });
  if (mediaType.startsWith('image/')) {
    const size = imageSize(bytes, mediaType);
    if (!size) throw refused({ code: 'file_type' });
    if (size.width * size.height > MAX_MEGAPIXELS * 1_000_000) {
      throw refused({ code: 'too_big', params: { max: `${MAX_MEGAPIXELS} megapixels (${MAX_MEGAPIXELS * 100} 万像素)` } });
    }
  }
  return { mediaType, extension: endings[0]! };
}

async function mediaTypeOf(bytes: Buffer): Promise<string | undefined> {
  // A file that ends in the middle of its own structure is of no type.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime === 'application/x-cfb' ? oldOfficeType(bytes) : found?.mime;
}

// Word, Excel, mail and installers of old share one container ([MS-CFB]); the names of its streams tell them apart.
function oldOfficeType(bytes: Buffer): string | undefined {
  const holds = (stream: string) => bytes.includes(Buffer.from(`${stream}\0`, 'utf16le'));
  if (holds('WordDocument')) return 'application/msword';
  if (holds('Workbook') || holds('Book')) return 'application/vnd.ms-excel';
  return undefined;
}

const refused = (error: Omit<FieldError, 'pointer'>) => invalid([{ pointer: '/file', ...error }]);
