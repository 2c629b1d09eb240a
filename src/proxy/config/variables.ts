export interface ConfigVariable {
  name: string
  /** What it means, for `--help`. */
  meaning: string
  /** May also come as `NAME_FILE`, the path of a file that holds it: every secret, and the ids of keys, which are none but lie beside them. */
  orFile?: boolean
}

/** Every variable there is, in the order of `--help`. */
export const configVariables = [
  { name: 'HUAWEICLOUD_SDK_AK', orFile: true, meaning: 'MetaStudio: access key id' },
  { name: 'HUAWEICLOUD_SDK_SK', orFile: true, meaning: 'MetaStudio: secret access key' },
  { name: 'HUAWEICLOUD_SDK_PROJECT_ID', meaning: 'MetaStudio: project id; it belongs to one region' },
  { name: 'HUAWEICLOUD_SDK_SECURITY_TOKEN', orFile: true, meaning: 'MetaStudio: security token, with temporary keys' },
  { name: 'HUAWEICLOUD_IAM_USER', meaning: 'MetaStudio, instead of keys: IAM user' },
  { name: 'HUAWEICLOUD_IAM_PASSWORD', orFile: true, meaning: 'MetaStudio, instead of keys: its password' },
  { name: 'HUAWEICLOUD_IAM_DOMAIN', meaning: 'MetaStudio, instead of keys: the account (domain) name of the user' },
  { name: 'HUAWEICLOUD_IAM_ENDPOINT', meaning: 'MetaStudio: address of IAM (default: that of the region)' },
  { name: 'METASTUDIO_REGION', meaning: 'MetaStudio: region (default cn-north-4)' },
  { name: 'METASTUDIO_ENDPOINT', meaning: 'MetaStudio: address instead of the region’s; http: only for loopback' },
  { name: 'METASTUDIO_APP_USER_ID', meaning: 'MetaStudio: sent as X-App-UserId; printable ASCII' },
  { name: 'ALIBABA_CLOUD_ACCESS_KEY_ID', orFile: true, meaning: 'ICE: AccessKey id' },
  { name: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET', orFile: true, meaning: 'ICE: AccessKey secret' },
  { name: 'ALIBABA_CLOUD_SECURITY_TOKEN', orFile: true, meaning: 'ICE: STS token, with temporary keys' },
  { name: 'ICE_REGION', meaning: 'ICE: region (default cn-shanghai)' },
  { name: 'ICE_ENDPOINT', meaning: 'ICE: address instead of the region’s; http: only for loopback' },
  { name: 'UNDERSTUDY_SOURCES', meaning: 'path of a JSON file that lists the accounts; replaces the variables above' },
  { name: 'HOST', meaning: 'address to listen on (default 127.0.0.1); loopback only, unless people sign in' },
  { name: 'PORT', meaning: 'port to listen on (default 8420; 0 lets the system choose)' },
  { name: 'UNDERSTUDY_ALLOWED_HOSTS', meaning: 'comma list of further Host names it answers to' },
  { name: 'UNDERSTUDY_BASE_PATH', meaning: 'sub-path under which it is served (default /)' },
  { name: 'UNDERSTUDY_COVER_HOSTS', meaning: 'comma list of host or host:port that covers may come from besides public addresses' },
  { name: 'HTTPS_PROXY', orFile: true, meaning: 'proxy through which clouds and the OpenID provider are reached; covers are not (default: none)' },
  { name: 'NO_PROXY', meaning: 'comma list of hosts that are reached without it' },
  { name: 'UNDERSTUDY_CLOUD_RPS', meaning: 'calls a second to each cloud (default 5)' },
  { name: 'UNDERSTUDY_CACHE_DIR', meaning: 'folder in which resized covers are kept (default: memory only)' },
  { name: 'UNDERSTUDY_LOG_LEVEL', meaning: 'debug, info, warn, error or silent (default info)' },
  { name: 'UNDERSTUDY_METRICS_TOKEN', orFile: true, meaning: 'who shows it may read /metrics (default: callers on this machine only)' },
  { name: 'UNDERSTUDY_COMMIT', meaning: 'the commit it was built from, for build_info in /metrics; the image sets it' },
  { name: 'UNDERSTUDY_DRAIN_SECONDS', meaning: 'how long it still answers after SIGTERM, so that a balancer can look away (default 1)' },
  { name: 'UNDERSTUDY_DEMO_JOBS', meaning: 'demo: number of MetaStudio jobs (default 1204)' },
  { name: 'UNDERSTUDY_DEMO_ICE_JOBS', meaning: 'demo: number of ICE jobs (default 137)' },
  { name: 'UNDERSTUDY_OIDC_ISSUER', meaning: 'sign-in: address of the OpenID provider; http: only for loopback' },
  { name: 'UNDERSTUDY_OIDC_CLIENT_ID', meaning: 'sign-in: the id that the provider gave Understudy' },
  { name: 'UNDERSTUDY_OIDC_CLIENT_SECRET', orFile: true, meaning: 'sign-in: the secret that goes with it (none: a public client)' },
  { name: 'UNDERSTUDY_OIDC_ROLES_CLAIM', meaning: 'sign-in: claim that holds viewer or support (default roles); of an inner one the path, such as realm_access.roles' },
  { name: 'UNDERSTUDY_OIDC_SCOPES', meaning: 'sign-in: what the provider is asked for (default openid profile email)' },
  { name: 'UNDERSTUDY_ROLE_VIEWER', meaning: 'sign-in, either way: your own words for the role viewer, with ; between them (default viewer;understudy-viewer)' },
  { name: 'UNDERSTUDY_ROLE_SUPPORT', meaning: 'sign-in, either way: your own words for the role support (default support;understudy-support)' },
  { name: 'UNDERSTUDY_PUBLIC_URL', meaning: 'sign-in: the address that people type, with the sub-path; http: only for loopback' },
  { name: 'UNDERSTUDY_SESSION_KEYS', orFile: true, meaning: 'sign-in: keys that seal sessions, of 32 characters or more, comma list, the newest first' },
  { name: 'UNDERSTUDY_TRUST_PROXY_HEADERS', meaning: 'instead: addresses of the reverse proxy that signs people in, comma list of IP or IP/bits' },
  { name: 'UNDERSTUDY_PROXY_SECRET', orFile: true, meaning: 'instead: what it proves itself with, 32 characters or more' },
  { name: 'UNDERSTUDY_TRUSTED_FRONTS', meaning: 'reverse proxies elsewhere that say who calls (X-Forwarded-For, Forwarded), comma list of IP or IP/bits (default: those on this machine)' },
  { name: 'UNDERSTUDY_AUDIT_LOG', meaning: 'file that takes a line for each contact that is revealed (default: standard output)' },
] as const satisfies readonly ConfigVariable[]

export type VariableName = (typeof configVariables)[number]['name']

/** The text of `--help`, from the one table. */
export function toHelp(): string {
  const listed: readonly ConfigVariable[] = configVariables
  const width = Math.max(...listed.map(({ name }) => name.length))
  return [
    'Understudy: a dashboard for avatar training jobs on MetaStudio and ICE.',
    '',
    'Usage: npm start [-- --help | --check-config]',
    '',
    '  --help          prints this',
    '  --check-config  checks the configuration, prints the accounts with their regions and addresses, and ends: 0 when it is',
    '                  right, 2 when it is not. No secret is ever printed, and no cloud is called',
    '',
    'It is configured by environment variables. Without any credentials it shows a demo. What has a * may also come',
    'as NAME_FILE, the path of a file that holds it. No secret is taken from the command line.',
    '',
    ...listed.map(({ name, orFile, meaning }) => `  ${name.padEnd(width)} ${orFile === true ? '*' : ' '} ${meaning}`),
    '',
    'UNDERSTUDY_SOURCES: { "sources": [ { "id", "cloud": "metastudio" | "ice", "label", "region", "endpoint", "project_id",',
    '  "credentials": { … } } ] }. Only cloud and credentials are needed, and project_id with ak. A secret is "${NAME}" or { "file": "…" },',
    '  never in clear; the id of a key (ak, access_key_id) may stand in clear. The credentials are:',
    '  metastudio  ak, sk, security_token   or   iam_user, iam_password, iam_domain, iam_endpoint',
    '  ice         access_key_id, access_key_secret, security_token',
    '',
  ].join('\n')
}
