/** What the error codes of MetaStudio's log mean, where the vendor documents it: one, so far. An open set. */
export const errorCodes: Readonly<Record<string, string>> = {
  '44005901': 'The resolution of the video is not among 1920×1080, 1080×1920, 3840×2160 and 2160×3840 (error 44005901).',
}
