import sharp from 'sharp'
import type { EncodePortrait } from '../covers.ts'

/** Rasterises a drawing to the exact size, as JPEG or PNG. */
export const encodePortrait: EncodePortrait = async (svg, { width, height, format }) => {
  const picture = sharp(new TextEncoder().encode(svg), { density: 72 }).resize(width, height, { fit: 'fill' })
  return new Uint8Array(
    await (format === 'jpeg' ? picture.jpeg({ quality: 82 }) : picture.png({ compressionLevel: 6 })).toBuffer(),
  )
}
