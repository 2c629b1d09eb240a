/** The error codes in Simplified Chinese. */
export const errorCodes: Readonly<Record<string, string>> = {
  '44005901': '视频分辨率不在 1920×1080、1080×1920、3840×2160、2160×3840 之列（错误码 44005901）。',
}
