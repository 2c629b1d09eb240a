import type { ResizeCover } from '#proxy/covers/covers.ts'
import type { EncodePortrait } from '#emulator/covers.ts'

/** A cover is shown at most 640 px wide: a quarter of the camera's size is enough, and sixteen times less work for the page. */
const shrink = 4

/** Rasterises a drawing with the browser's own means, as JPEG or PNG. Its size is a quarter of the one asked for. */
export const encodePortrait: EncodePortrait = async (svg, { width, height, format }) => {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    await image.decode()
    const canvas = new OffscreenCanvas(Math.ceil(width / shrink), Math.ceil(height / shrink))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await bytesOf(canvas, format === 'jpeg' ? 'image/jpeg' : 'image/png')
  } finally {
    URL.revokeObjectURL(image.src)
  }
}

/** The resizer of the page: a square from the top of the picture, where the face is. Drawing it anew drops all metadata. */
export const resizeCover: ResizeCover = async ({ bytes, type: sent }, { width, type }) => {
  const picture = await createImageBitmap(new Blob([bytes], { type: sent }))
  const side = Math.min(picture.width, picture.height)
  const canvas = new OffscreenCanvas(width, width)
  canvas.getContext('2d')?.drawImage(picture, (picture.width - side) / 2, 0, side, side, 0, 0, width, width)
  picture.close()
  // No browser writes AVIF.
  const written = type === 'image/avif' ? 'image/webp' : type
  return { bytes: await bytesOf(canvas, written), type: written }
}

async function bytesOf(canvas: OffscreenCanvas, type: string): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await canvas.convertToBlob({ type, quality: 0.8 })
  // A browser that cannot write a type writes PNG instead.
  if (blob.type !== type) throw new TypeError(`this browser cannot write ${type}`)
  return new Uint8Array(await blob.arrayBuffer())
}
