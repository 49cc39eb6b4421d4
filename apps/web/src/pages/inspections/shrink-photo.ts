const longestSide = 1600;

/**
 * Redraws a photo no larger than 1600 px and encodes it as JPEG. Drawing copies pixels only, so the
 * EXIF block, with the place the photo was taken, does not leave the phone.
 */
export async function shrinkPhoto(file: File): Promise<{ blob: Blob; name: string }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
  if (!blob) throw new Error('canvas gave no picture');
  return { blob, name: file.name.replace(/\.[^.]*$/, '') + '.jpg' };
}
