import { hexOf } from './chance.ts'

/** Keys that the emulated clouds accept. They look like what they are: test keys. */
export interface Credentials {
  metastudio: {
    accessKey: string
    secretKey: string
    projectId: string
    region: string
    iamUser: string
    iamPassword: string
    iamDomain: string
    /** The project of another tenant, whose jobs a list may ask for by `query_project_id`. */
    otherProjectId: string
    temporary: { accessKey: string; secretKey: string; securityToken: string; expiresAt: number }
  }
  ice: {
    accessKeyId: string
    accessKeySecret: string
    region: string
    temporary: { accessKeyId: string; accessKeySecret: string; securityToken: string; expiresAt: number }
  }
}

const temporaryLifeMs = 24 * 3_600_000

/** The credentials of a world: derived from its seed; the temporary ones live 24 hours from its beginning. */
export function createCredentials(seed: number, startedAt: number): Credentials {
  const secret = (name: string, length = 40) => `test-${hexOf(length - 5, seed, 'secret', name)}`
  return {
    metastudio: {
      accessKey: `TESTAK${hexOf(14, seed, 'metastudio-key').toUpperCase()}`,
      secretKey: secret('metastudio'),
      projectId: hexOf(32, seed, 'project'),
      region: 'cn-north-4',
      iamUser: 'understudy-reader',
      iamPassword: secret('iam', 24),
      iamDomain: 'emulated-account',
      otherProjectId: hexOf(32, seed, 'other-project'),
      temporary: {
        accessKey: `TESTTMPAK${hexOf(11, seed, 'metastudio-temporary').toUpperCase()}`,
        secretKey: secret('metastudio-temporary'),
        securityToken: `test-token-${hexOf(640, seed, 'metastudio-token')}`,
        expiresAt: startedAt + temporaryLifeMs,
      },
    },
    ice: {
      accessKeyId: `TESTLTAI${hexOf(16, seed, 'ice-key')}`,
      accessKeySecret: secret('ice', 30),
      region: 'cn-shanghai',
      temporary: {
        accessKeyId: `TESTSTS.${hexOf(16, seed, 'ice-temporary')}`,
        accessKeySecret: secret('ice-temporary', 44),
        securityToken: `test-token-${hexOf(480, seed, 'ice-token')}`,
        expiresAt: startedAt + temporaryLifeMs,
      },
    },
  }
}
