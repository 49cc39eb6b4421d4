import { kindOf } from './file-kind.js';
import { attachmentDisposition, cleanName } from './file-name.rules.js';
import { imageSize } from './image-size.rules.js';

/** The header of a PNG of that size; pixels are never looked at. */
function png(width: number, height: number): Buffer {
  const ihdr = Buffer.alloc(25);
  ihdr.writeUInt32BE(13, 0);
  ihdr.write('IHDR', 4, 'latin1');
  ihdr.writeUInt32BE(width, 8);
  ihdr.writeUInt32BE(height, 12);
  const idat = Buffer.from('\0\0\0\0IDAT\0\0\0\0', 'latin1');
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ihdr, idat]);
}

/** SOI, an APP0 segment to step over, then the frame header. */
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from('ffc0001108000000000301220002110103', 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), frame, Buffer.from('ffd9', 'hex')]);
}

const refusal = (bytes: Buffer, name: string) =>
  kindOf(bytes, name).then(
    () => 'taken',
    (error: { options: { errors: { pointer: string; code: string }[] } }) => error.options.errors[0]!.code,
  );

describe('an upload', () => {
  it('has the type of its content, whatever its name', async () => {
    expect(await kindOf(jpeg(4000, 3000), '现场.JPG')).toEqual({ mediaType: 'image/jpeg', extension: 'jpg' });
    expect(await kindOf(png(10, 10), undefined)).toEqual({ mediaType: 'image/png', extension: 'png' });
    expect(await kindOf(Buffer.from('%PDF-1.7\n%âãÏÓ\n', 'latin1'), '报告.pdf')).toMatchObject({ mediaType: 'application/pdf' });
  });

  it('is refused when its name says another type, or its type is not taken', async () => {
    expect(await refusal(png(10, 10), 'photo.jpg')).toBe('file_type');
    expect(await refusal(png(10, 10), 'photo.exe')).toBe('file_type');
    expect(await refusal(Buffer.from('<html><script>1</script></html>'), 'page.pdf')).toBe('file_type');
    expect(await refusal(Buffer.from('PK\x03\x04 no archive', 'latin1'), 'a.docx')).toBe('file_type');
    expect(await refusal(Buffer.from('MZ'), 'tool.exe')).toBe('file_type');
  });

  it('tells old Word and Excel apart by their streams', async () => {
    const cfb = (stream: string) =>
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(`${stream}\0`, 'utf16le')]);
    expect(await kindOf(cfb('WordDocument'), '方案.doc')).toMatchObject({ mediaType: 'application/msword' });
    expect(await kindOf(cfb('Workbook'), '台账.xls')).toMatchObject({ mediaType: 'application/vnd.ms-excel' });
    expect(await refusal(cfb('Workbook'), '台账.doc')).toBe('file_type');
    expect(await refusal(cfb('PowerPoint Document'), 'a.doc')).toBe('file_type');
  });

  it('is refused when it would unfold to more than 50 megapixels', async () => {
    expect(await refusal(png(8000, 6000), 'a.png')).toBe('taken');
    expect(await refusal(png(30_000, 30_000), 'a.png')).toBe('too_big');
    expect(await refusal(jpeg(10_000, 5001), 'a.jpg')).toBe('too_big');
  });
});

describe('image dimensions', () => {
  it('are read from the header', () => {
    expect(imageSize(jpeg(4000, 3000), 'image/jpeg')).toEqual({ width: 4000, height: 3000 });
    const webp = (form: string, rest: Buffer) => Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), Buffer.from(form), Buffer.alloc(4), rest]);
    expect(imageSize(webp('VP8X', Buffer.from('00000000c70000630000', 'hex')), 'image/webp')).toEqual({ width: 200, height: 100 });
    expect(imageSize(webp('VP8 ', Buffer.from('0000009d012ac8006400', 'hex')), 'image/webp')).toEqual({ width: 200, height: 100 });
    const packed = Buffer.alloc(5, 0x2f);
    packed.writeUInt32LE(199 | (99 << 14), 1);
    expect(imageSize(webp('VP8L', packed), 'image/webp')).toEqual({ width: 200, height: 100 });
  });

  it('are unknown where the header ends too early', () => {
    expect(imageSize(png(1, 1).subarray(0, 18), 'image/png')).toBeUndefined();
    expect(imageSize(jpeg(1, 1).subarray(0, 22), 'image/jpeg')).toBeUndefined();
    expect(imageSize(Buffer.from('ffd8ffd9', 'hex'), 'image/jpeg')).toBeUndefined();
  });
});

describe('a file name', () => {
  it('loses its path and what cannot be seen, and keeps its ending', () => {
    expect(cleanName('C:\\tmp\\..\\现场\u202e照片\u0000.jpg', 'jpg')).toBe('现场照片.jpg');
    expect(cleanName('../../etc/passwd', 'pdf')).toBe('passwd.pdf');
    expect(cleanName(undefined, 'png')).toBe('file.png');
    expect(cleanName('.jpg', 'jpg')).toBe('file.jpg');
    const long = cleanName(`${'长'.repeat(300)}.docx`, 'docx');
    expect([long.length, long.slice(-6)]).toEqual([200, '长.docx']);
  });

  it('travels in the header whatever its characters', () => {
    expect(attachmentDisposition(`现场(1)'s.jpg`)).toBe(`attachment; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%281%29%27s.jpg`);
  });
});
