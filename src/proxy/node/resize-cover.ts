import sharp from 'sharp'
import type { ResizeCover } from '../covers.ts'

/** A 4K frame has 8 million pixels; what claims far more is a bomb. */
const maxPixels = 50_000_000

/**
 * The resizer of the image library: a square from the top of the picture, where the face is. Re-encoding drops every byte that is
 * not pixels, EXIF included. Only the decoders of JPEG, PNG and WebP are let in, and
 * with `drawings` (the demo draws its own covers in this process) that of SVG; what covers may be is decided before by their bytes.
 */
export function createResizeCover({ drawings }: { drawings: boolean }): ResizeCover {
  // One thread a picture: the machine has other work, and two pictures run at once.
  sharp.concurrency(1)
  sharp.cache(false)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
  if (drawings) sharp.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  return async ({ bytes }, { width, type }) => {
    const picture = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize(width, width, { fit: 'cover', position: 'top' })
    const encoded = type === 'image/webp' ? picture.webp({ quality: 78, effort: 3 }) : picture.flatten({ background: '#fff' }).jpeg({ quality: 80 })
    const { data } = await encoded.toBuffer({ resolveWithObject: true })
    return { bytes: new Uint8Array(data), type }
  }
}
