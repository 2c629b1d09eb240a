/**
 * The settings by which a product is connected to emulated clouds.
 * @param {import('../../src/emulator/clouds.ts').Clouds['credentials']} credentials
 * @param {string} origin where both are
 * @returns {Record<string, string>}
 */
export const toEmulatedEnv = ({ metastudio, ice }, origin) => ({
  METASTUDIO_ENDPOINT: origin,
  HUAWEICLOUD_SDK_AK: metastudio.accessKey,
  HUAWEICLOUD_SDK_SK: metastudio.secretKey,
  HUAWEICLOUD_SDK_PROJECT_ID: metastudio.projectId,
  ICE_ENDPOINT: origin,
  ALIBABA_CLOUD_ACCESS_KEY_ID: ice.accessKeyId,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: ice.accessKeySecret,
  UNDERSTUDY_CLOUD_RPS: '1000',
})
