import type { default as sharp, Sharp } from 'sharp'
import type { ResizeCover } from '../covers/covers.ts'
import type { CoverType } from '../covers/image-type.ts'

/** A 4K frame has 8 million pixels; what claims far more is a bomb. */
const maxPixels = 50_000_000

/**
 * How each type is written: the cheapest effort after which the files hardly shrink. Measured over the demo's covers (bytes, CPU, PSNR):
 * 96 px WebP 1.1 kB, 1 ms, 35 dB (AVIF no smaller, 4 ms); 192 px WebP 2.5 kB, 3 ms and AVIF 1.9 kB, 11 ms, both 37 dB; 640 px WebP
 * 9.7 kB, 20 ms, 42 dB and AVIF 6.9 kB, 67 ms, 43 dB. AVIF with twice the effort takes six times the CPU for 4 % of the bytes.
 */
const encoders: Record<CoverType, (picture: Sharp) => Sharp> = {
  'image/avif': (picture) => picture.avif({ quality: 50, effort: 2 }),
  'image/webp': (picture) => picture.webp({ quality: 78, effort: 4 }),
  'image/jpeg': (picture) => picture.flatten({ background: '#fff' }).jpeg({ quality: 80 }),
}

/**
 * The resizer of the image library: a square from the top of the picture, where the face is. Re-encoding drops every byte that is
 * not pixels, EXIF included. Only the decoders of JPEG, PNG and WebP are let in, and
 * with `drawings` (the demo draws its own covers in this process) that of SVG; what covers may be is decided before by their bytes.
 */
export function createResizeCover({ drawings }: { drawings: boolean }): ResizeCover {
  // With the first cover: it is a third of all that a start would have to load.
  let library: Promise<typeof sharp> | undefined
  return async ({ bytes }, { width, type }) => {
    const open = await (library ??= load(drawings))
    const picture = open(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 })
      .autoOrient()
      .resize(width, width, { fit: 'cover', position: 'top' })
    return { bytes: new Uint8Array(await encoders[type](picture).toBuffer()), type }
  }
}

async function load(drawings: boolean): Promise<typeof sharp> {
  const { default: library } = await import('sharp')
  // One thread a picture: the machine has other work, and two pictures run at once.
  library.concurrency(1)
  library.cache(false)
  library.block({ operation: ['VipsForeignLoad'] })
  library.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'] })
  if (drawings) library.unblock({ operation: ['VipsForeignLoadSvgBuffer'] })
  return library
}
