export interface ImageSize {
  width: number;
  height: number;
}

/**
 * Reads an image's dimensions from its header, without decoding a pixel: a small file can unfold to gigabytes.
 * @returns undefined when the header does not hold them
 */
export function imageSize(bytes: Buffer, mediaType: string): ImageSize | undefined {
  try {
    if (mediaType === 'image/png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    if (mediaType === 'image/jpeg') return jpegSize(bytes);
    if (mediaType === 'image/webp') return webpSize(bytes);
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error; // the header ends too early
  }
  return undefined;
}

// ITU-T T.81, table B.1: a frame starts with SOF0–SOF15, of which C4, C8 and CC are something else.
function jpegSize(bytes: Buffer): ImageSize | undefined {
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill byte
    } else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    } else if (marker === 0xda || marker === 0xd9) {
      return undefined; // the picture before any frame header
    } else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += 2; // stands alone
    } else {
      at += 2 + bytes.readUInt16BE(at + 2);
    }
  }
}

// RFC 9649, section 2: lossy, lossless and extended files keep their canvas in three places.
function webpSize(bytes: Buffer): ImageSize | undefined {
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8 ') return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (form === 'VP8X') return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (form !== 'VP8L') return undefined;
  const packed = bytes.readUInt32LE(21);
  return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
}
