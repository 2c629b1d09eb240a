import type { Settings } from './config-settings.ts'
import type { IceCredentials } from './clouds/ice/request.ts'
import type { MetastudioCredentials } from './clouds/metastudio/client.ts'

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
export const labels = { metastudio: 'MetaStudio', ice: 'ICE' } as const

/** The clouds' own addresses (endpoint pages of the vendors); ICE’s of `cn-shanghai` is the same by its SDK. */
export const defaultEndpoint = {
  metastudio: (region: string) => `https://metastudio.${region}.myhuaweicloud.com`,
  iam: (region: string) => `https://iam.${region}.myhuaweicloud.com`,
  ice: (region: string) => `https://ice.${region}.aliyuncs.com`,
} as const

/** The accounts that the single-source variables name: none, one of a cloud, or one of each. */
export function readAccounts(settings: Settings): SourceConfig[] {
  return [readMetastudio(settings), readIce(settings)].filter((source) => source !== undefined)
}

function readMetastudio(settings: Settings): SourceConfig | undefined {
  const keys = { HUAWEICLOUD_SDK_AK: settings.secret('HUAWEICLOUD_SDK_AK'), HUAWEICLOUD_SDK_SK: settings.secret('HUAWEICLOUD_SDK_SK') }
  const user = {
    HUAWEICLOUD_IAM_USER: settings.text('HUAWEICLOUD_IAM_USER'),
    HUAWEICLOUD_IAM_PASSWORD: settings.secret('HUAWEICLOUD_IAM_PASSWORD'),
    HUAWEICLOUD_IAM_DOMAIN: settings.text('HUAWEICLOUD_IAM_DOMAIN'),
  }
  const securityToken = settings.secret('HUAWEICLOUD_SDK_SECURITY_TOKEN')
  const projectId = settings.matching('HUAWEICLOUD_SDK_PROJECT_ID', projectPattern, projectAllowed)
  const region = settings.matching('METASTUDIO_REGION', regionPattern, regionAllowed) ?? defaultRegions.metastudio
  const endpoint = settings.endpoint('METASTUDIO_ENDPOINT') ?? defaultEndpoint.metastudio(region)
  const iamEndpoint = settings.endpoint('HUAWEICLOUD_IAM_ENDPOINT') ?? defaultEndpoint.iam(region)
  const appUserId = settings.matching('METASTUDIO_APP_USER_ID', appUserPattern, appUserAllowed)

  const hasKeys = isAnySet(keys)
  const hasUser = isAnySet(user)
  if (!hasKeys && !hasUser) {
    const others = ['HUAWEICLOUD_SDK_PROJECT_ID', 'HUAWEICLOUD_SDK_SECURITY_TOKEN', 'HUAWEICLOUD_IAM_ENDPOINT', 'METASTUDIO_REGION', 'METASTUDIO_ENDPOINT', 'METASTUDIO_APP_USER_ID'] as const
    refuseAlone(settings, others, 'HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or HUAWEICLOUD_IAM_USER, _PASSWORD and _DOMAIN')
    return undefined
  }
  if (hasKeys && hasUser) {
    settings.refuseUnless(false, 'HUAWEICLOUD_SDK_AK/_SK and HUAWEICLOUD_IAM_USER/_PASSWORD/_DOMAIN are two ways to the same account: set one of them.')
    return undefined
  }
  refuseHalf(settings, hasKeys ? keys : user)
  settings.refuseUnless(hasKeys || securityToken === undefined, 'HUAWEICLOUD_SDK_SECURITY_TOKEN belongs to temporary keys: it has no meaning with HUAWEICLOUD_IAM_USER.')
  settings.refuseUnless(!hasKeys || settings.text('HUAWEICLOUD_SDK_PROJECT_ID') !== undefined, 'HUAWEICLOUD_SDK_PROJECT_ID is missing: calls that are signed with a key name their project.')
  const credentials: MetastudioCredentials = hasKeys
    ? { kind: 'aksk', accessKey: keys.HUAWEICLOUD_SDK_AK ?? '', secretKey: keys.HUAWEICLOUD_SDK_SK ?? '', securityToken }
    : {
        kind: 'iam',
        user: user.HUAWEICLOUD_IAM_USER ?? '',
        password: user.HUAWEICLOUD_IAM_PASSWORD ?? '',
        domain: user.HUAWEICLOUD_IAM_DOMAIN ?? '',
        endpoint: iamEndpoint,
      }
  return { cloud: 'metastudio', id: `metastudio-${region}`, label: `${labels.metastudio} ${region}`, region, endpoint, projectId, appUserId, credentials }
}

function readIce(settings: Settings): SourceConfig | undefined {
  const keys = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: settings.secret('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: settings.secret('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
  }
  const securityToken = settings.secret('ALIBABA_CLOUD_SECURITY_TOKEN')
  const region = settings.matching('ICE_REGION', regionPattern, regionAllowed) ?? defaultRegions.ice
  const endpoint = settings.endpoint('ICE_ENDPOINT') ?? defaultEndpoint.ice(region)
  if (!isAnySet(keys)) {
    refuseAlone(settings, ['ALIBABA_CLOUD_SECURITY_TOKEN', 'ICE_REGION', 'ICE_ENDPOINT'], 'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET')
    return undefined
  }
  refuseHalf(settings, keys)
  const credentials = { accessKeyId: keys.ALIBABA_CLOUD_ACCESS_KEY_ID ?? '', accessKeySecret: keys.ALIBABA_CLOUD_ACCESS_KEY_SECRET ?? '', securityToken }
  return { cloud: 'ice', id: `ice-${region}`, label: `${labels.ice} ${region}`, region, endpoint, credentials }
}

const isAnySet = (values: Record<string, string | undefined>) => Object.values(values).some((value) => value !== undefined)

function refuseHalf(settings: Settings, values: Record<string, string | undefined>): void {
  const names = Object.keys(values)
  const missing = names.filter((name) => values[name] === undefined)
  settings.refuseUnless(missing.length === 0, `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing: ${names.join(', ')} only work together.`)
}

/** Whoever names an endpoint and forgets the key would see the demo and take it for the account. */
function refuseAlone(settings: Settings, names: readonly Parameters<Settings['text']>[0][], credentials: string): void {
  const set = names.filter((name) => settings.text(name) !== undefined)
  settings.refuseUnless(set.length === 0, `${set.join(', ')} ${set.length > 1 ? 'are' : 'is'} set, but there are no credentials to use with: set ${credentials}.`)
}

