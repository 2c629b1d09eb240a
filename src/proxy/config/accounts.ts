import type { Settings } from './settings.ts'
import type { VariableName } from './variables.ts'
import type { IceCredentials } from '../clouds/ice/request.ts'
import type { MetastudioCredentials } from '../clouds/metastudio/client.ts'

interface Account {
  id: string
  label: string
  region: string
  endpoint: string
  projectId?: string | undefined
}

/** One account as it is configured, complete: what is not said has its default. */
export type SourceConfig =
  | (Account & { cloud: 'metastudio'; credentials: MetastudioCredentials; appUserId?: string | undefined })
  | (Account & { cloud: 'ice'; credentials: IceCredentials })

export const regionPattern = /^[a-z0-9][a-z0-9-]{0,27}$/
export const regionAllowed = 'a region id such as cn-north-4'
export const projectPattern = /^[A-Za-z0-9_-]{1,64}$/
export const projectAllowed = 'a project id: 1 to 64 letters, digits, - or _'
export const appUserPattern = /^[\x21-\x7e]{1,128}$/
export const appUserAllowed = '1 to 128 printable ASCII characters without blanks'

export const defaultRegions = { metastudio: 'cn-north-4', ice: 'cn-shanghai' } as const
/** By the vendors' endpoint pages of mid-2026. They add regions, so another one is worth a warning, not a refusal. */
export const knownRegions: Readonly<Record<'metastudio' | 'ice', readonly string[]>> = {
  metastudio: ['cn-north-4', 'cn-east-3', 'ap-southeast-3'],
  ice: ['cn-shanghai', 'cn-beijing', 'cn-hangzhou', 'cn-shenzhen', 'ap-southeast-1', 'us-west-1'],
}
export const labels = { metastudio: 'MetaStudio', ice: 'ICE' } as const

/** The clouds' own addresses (endpoint pages of the vendors); ICE’s of `cn-shanghai` is the same by its SDK. */
export const defaultEndpoint = {
  metastudio: (region: string) => `https://metastudio.${region}.myhuaweicloud.com`,
  iam: (region: string) => `https://iam.${region}.myhuaweicloud.com`,
  ice: (region: string) => `https://ice.${region}.aliyuncs.com`,
} as const

const keyNames = ['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'] as const
const userNames = ['HUAWEICLOUD_IAM_USER', 'HUAWEICLOUD_IAM_PASSWORD', 'HUAWEICLOUD_IAM_DOMAIN'] as const
const iceKeyNames = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const

/** The accounts that the single-source variables name: none, one of a cloud, or one of each. */
export function readAccounts(settings: Settings): SourceConfig[] {
  return [readMetastudio(settings), readIce(settings)].filter((source) => source !== undefined)
}

function readMetastudio(settings: Settings): SourceConfig | undefined {
  const accessKey = settings.secret('HUAWEICLOUD_SDK_AK') ?? ''
  const secretKey = settings.secret('HUAWEICLOUD_SDK_SK') ?? ''
  const user = settings.text('HUAWEICLOUD_IAM_USER') ?? ''
  const password = settings.secret('HUAWEICLOUD_IAM_PASSWORD', 'password') ?? ''
  const domain = settings.text('HUAWEICLOUD_IAM_DOMAIN') ?? ''
  const securityToken = settings.secret('HUAWEICLOUD_SDK_SECURITY_TOKEN')
  const projectId = settings.matching('HUAWEICLOUD_SDK_PROJECT_ID', projectPattern, projectAllowed)
  const region = settings.matching('METASTUDIO_REGION', regionPattern, regionAllowed) ?? defaultRegions.metastudio
  const endpoint = settings.endpoint('METASTUDIO_ENDPOINT') ?? defaultEndpoint.metastudio(region)
  const iamEndpoint = settings.endpoint('HUAWEICLOUD_IAM_ENDPOINT') ?? defaultEndpoint.iam(region)
  const appUserId = settings.matching('METASTUDIO_APP_USER_ID', appUserPattern, appUserAllowed)

  const hasKeys = keyNames.some(settings.isGiven)
  const hasUser = userNames.some(settings.isGiven)
  if (!hasKeys && !hasUser) {
    const others = ['HUAWEICLOUD_SDK_PROJECT_ID', 'HUAWEICLOUD_SDK_SECURITY_TOKEN', 'HUAWEICLOUD_IAM_ENDPOINT', 'METASTUDIO_REGION', 'METASTUDIO_ENDPOINT', 'METASTUDIO_APP_USER_ID'] as const
    refuseAlone(settings, others, 'HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HUAWEICLOUD_IAM_USER, _PASSWORD and _DOMAIN')
    return undefined
  }
  if (hasKeys && hasUser) {
    settings.refuseUnless(false, 'HUAWEICLOUD_SDK_AK/_SK and HUAWEICLOUD_IAM_USER/_PASSWORD/_DOMAIN are two ways to the same account: set one of them.')
    return undefined
  }
  refuseHalf(settings, hasKeys ? keyNames : userNames)
  settings.refuseUnless(hasKeys || !settings.isGiven('HUAWEICLOUD_SDK_SECURITY_TOKEN'), 'HUAWEICLOUD_SDK_SECURITY_TOKEN belongs to temporary keys: it has no meaning with HUAWEICLOUD_IAM_USER.')
  settings.refuseUnless(!hasKeys || settings.isGiven('HUAWEICLOUD_SDK_PROJECT_ID'), 'HUAWEICLOUD_SDK_PROJECT_ID is missing: calls that are signed with a key name their project.')
  const credentials: MetastudioCredentials = hasKeys
    ? { kind: 'aksk', accessKey, secretKey, securityToken }
    : { kind: 'iam', user, password, domain, endpoint: iamEndpoint }
  return { cloud: 'metastudio', id: `metastudio-${region}`, label: `${labels.metastudio} ${region}`, region, endpoint, projectId, appUserId, credentials }
}

function readIce(settings: Settings): SourceConfig | undefined {
  const accessKeyId = settings.secret('ALIBABA_CLOUD_ACCESS_KEY_ID') ?? ''
  const accessKeySecret = settings.secret('ALIBABA_CLOUD_ACCESS_KEY_SECRET') ?? ''
  const securityToken = settings.secret('ALIBABA_CLOUD_SECURITY_TOKEN')
  const region = settings.matching('ICE_REGION', regionPattern, regionAllowed) ?? defaultRegions.ice
  const endpoint = settings.endpoint('ICE_ENDPOINT') ?? defaultEndpoint.ice(region)
  if (!iceKeyNames.some(settings.isGiven)) {
    refuseAlone(settings, ['ALIBABA_CLOUD_SECURITY_TOKEN', 'ICE_REGION', 'ICE_ENDPOINT'], 'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET')
    return undefined
  }
  refuseHalf(settings, iceKeyNames)
  return { cloud: 'ice', id: `ice-${region}`, label: `${labels.ice} ${region}`, region, endpoint, credentials: { accessKeyId, accessKeySecret, securityToken } }
}

function refuseHalf(settings: Settings, names: readonly VariableName[]): void {
  const missing = names.filter((name) => !settings.isGiven(name))
  settings.refuseUnless(missing.length === 0, `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: ${names.join(', ')} only work together.`)
}

/** Whoever names an endpoint and forgets the key would see the demo and take it for the account. */
function refuseAlone(settings: Settings, names: readonly VariableName[], credentials: string): void {
  const set = names.filter(settings.isGiven)
  settings.refuseUnless(set.length === 0, `${set.join(', ')} ${set.length > 1 ? 'are' : 'is'} set, but there are no credentials to use with: set ${credentials}.`)
}

