import { describe, expect, it } from 'vitest'
import { alibaba, config, files, mistakes, warnings } from './setup.ts'

describe('the file of sources', () => {
  const path = '/etc/understudy.json'
  const read = (sources: unknown, more: Record<string, string> = {}) => files({ [path]: typeof sources === 'string' ? sources : JSON.stringify({ sources }), ...more })
  const env = { UNDERSTUDY_SOURCES: path, SK_NORTH: 'test-secret-north', EMPTY: '' }
  const north = { cloud: 'metastudio', project_id: 'north', credentials: { ak: 'TESTAKNORTH', sk: '${SK_NORTH}' } }

  it('lists any number of accounts, whose secrets it names', () => {
    const { sources } = config(
      env,
      read(
        [
          north,
          { ...north, id: 'second', label: 'Second', region: 'cn-east-3', endpoint: 'https://ms.example.com', app_user_id: 'u1' },
          { cloud: 'metastudio', region: 'ap-southeast-3', credentials: { iam_user: 'u', iam_password: { file: '/pw' }, iam_domain: 'd' } },
          { cloud: 'ice', credentials: { access_key_id: '${SK_NORTH}', access_key_secret: { file: '/pw' }, security_token: '${SK_NORTH}' } },
        ],
        { '/pw': 'test-from-file\n' },
      ),
    )
    expect(sources.map(({ id, label, endpoint }) => ({ id, label, endpoint }))).toEqual([
      { id: 'metastudio-cn-north-4', label: 'MetaStudio cn-north-4', endpoint: 'https://metastudio.cn-north-4.myhuaweicloud.com' },
      { id: 'second', label: 'Second', endpoint: 'https://ms.example.com' },
      { id: 'metastudio-ap-southeast-3', label: 'MetaStudio ap-southeast-3', endpoint: 'https://metastudio.ap-southeast-3.myhuaweicloud.com' },
      { id: 'ice-cn-shanghai', label: 'ICE cn-shanghai', endpoint: 'https://ice.cn-shanghai.aliyuncs.com' },
    ])
    expect(sources.map(({ credentials }) => credentials)).toMatchObject([
      { kind: 'aksk', accessKey: 'TESTAKNORTH', secretKey: 'test-secret-north' },
      { kind: 'aksk' },
      { kind: 'iam', password: 'test-from-file', endpoint: 'https://iam.ap-southeast-3.myhuaweicloud.com' },
      { accessKeyId: 'test-secret-north', accessKeySecret: 'test-from-file', securityToken: 'test-secret-north' },
    ])
  })

  it('replaces the variables of a single source', () => {
    expect(config({ ...env, ...alibaba }, read([north])).sources.map(({ cloud }) => cloud)).toEqual(['metastudio'])
  })

  const badFiles: [name: string, sources: unknown, says: RegExp][] = [
    ['that is no JSON', '{', /not JSON: line 1, column 2: here must be a key in double quotes, or }/],
    ['that is JSON of another form', '[]', /must have the form/],
    ['without a source', [], /1 to 50 sources/],
    ['with a secret in clear', [{ ...north, credentials: { ak: 'TESTAK', sk: 'test-secret-in-clear' } }], /sources\[0\]: credentials\.sk must be "\$\{NAME\}".*in clear it is a mistake/],
    ['with a key in clear that is the secret', [{ cloud: 'ice', credentials: { access_key_id: 'TESTLTAI', access_key_secret: 'test-secret-in-clear' } }], /credentials\.access_key_secret must be.*in clear/],
    ['with a variable that is not set', [{ ...north, credentials: { ak: 'TESTAK', sk: '${NOWHERE}' } }], /sk names the variable NOWHERE, which is not set/],
    ['with an empty variable', [{ ...north, credentials: { ak: 'TESTAK', sk: '${EMPTY}' } }], /EMPTY, which is not set/],
    ['with a file that is not there', [{ ...north, credentials: { ak: 'TESTAK', sk: { file: '/nowhere' } } }], /sources\[0\]: credentials\.sk names a file that does not exist: “\/nowhere”\.$/],
    ['with the secret where its file belongs', [{ ...north, credentials: { ak: 'TESTAK', sk: { file: 'test-secret-in-clear' } } }], /sources\[0\]: credentials\.sk names a file that does not exist \(not repeated here/],
    ['without a project', [{ cloud: 'metastudio', credentials: { ak: 'TESTAK', sk: '${SK_NORTH}' } }], /project_id is missing/],
    ['with the name of what any object has', [{ ...north, credentials: { ak: '${constructor}', sk: '${__proto__}' } }], /ak names the variable constructor, which is not set[^]*sk names the variable __proto__/],
    ['with a key called like what any object has', `{"sources":[{"cloud":"ice","__proto__":{},"constructor":1,"credentials":{}}]}`, /unknown key __proto__[^]*unknown key constructor/],
    ['with half a key', [{ ...north, credentials: { ak: 'TESTAK' } }], /credentials\.sk is missing/],
    ['with keys and a user', [{ ...north, credentials: { ak: 'TESTAK', sk: '${SK_NORTH}', iam_user: 'u' } }], /keys .* or a user .*, not both/],
    ['with an id of a key that has a blank', [{ ...north, credentials: { ak: 'TEST AK', sk: '${SK_NORTH}' } }], /credentials\.ak must be/],
    ['with an unknown key among the credentials', [{ ...north, credentials: { ...north.credentials, akk: 'x' } }], /unknown key credentials\.akk/],
    ['without credentials', [{ cloud: 'ice' }], /credentials must be an object/],
    ['with an unknown key that is near one', [{ cloud: 'metastudio', projct_id: 'x', credentials: { ak: 'TESTAK', skk: '${SK_NORTH}' } }], /unknown key projct_id\. Is it project_id\?[^]*project_id is missing[^]*unknown key credentials\.skk\. Is it sk\?/],
    ['with an unknown key', [{ ...north, colour: 'red' }], /sources\[0\]: it has the unknown key colour/],
    ['with an unknown cloud', [{ ...north, cloud: 'aws' }], /cloud must be metastudio or ice/],
    ['with a bad id', [{ ...north, id: 'North!' }], /id must be 1 to 40 lower-case/],
    ['with an id that is an address of something else', [{ ...north, id: 'api' }], /id must be 1 to 40 lower-case.* none of api, /],
    ['with an id twice', [north, north], /the id metastudio-cn-north-4 stands twice/],
    ['with an unsafe endpoint', [{ ...north, endpoint: 'http://ms.example.com' }], /endpoint must be an address/],
    ['with a word for a source', ['north'], /sources\[0\]: it must be an object/],
  ]
  it.each(badFiles)('%s is a mistake', (_, sources, says) => {
    const found = mistakes(env, read(sources))
    expect(found.join('\n')).toMatch(says)
    expect(found.every((mistake) => mistake.startsWith('UNDERSTUDY_SOURCES: '))).toBe(true)
    expect(found.join('\n')).not.toContain('test-secret')
  })

  it('that is not there is a mistake', () => {
    expect(mistakes(env)).toEqual(['UNDERSTUDY_SOURCES: the file does not exist: “/etc/understudy.json”.'])
  })

  it('is named by its path: what stands in it is a mistake, and not repeated', () => {
    expect(mistakes({ UNDERSTUDY_SOURCES: '{"sources":[{"credentials":{"sk":"test-secret-in-clear"}}]}' })).toEqual(['UNDERSTUDY_SOURCES: it must be the path of a JSON file, not what stands in one.'])
  })

  it('is told all its mistakes at once, each with its place', () => {
    const found = mistakes(env, read([{ ...north, id: 'North!', region: 'CN' }, { cloud: 'ice', credentials: { access_key_secret: 'x', security_token: '${NOWHERE}' } }, { ...north, credentials: { ak: '${NOWHERE}', sk: '${EMPTY}' } }]))
    expect(found.map((mistake) => /sources\[\d\]: [\w.]+/.exec(mistake)?.[0])).toEqual([
      'sources[0]: id',
      'sources[0]: region',
      'sources[1]: credentials.access_key_id',
      'sources[1]: credentials.access_key_secret',
      'sources[2]: credentials.ak',
      'sources[2]: credentials.sk',
    ])
  })

  const slips: [name: string, entry: Record<string, unknown>, found: string[]][] = [
    ['of an unknown cloud', { cloud: 'icee', reginn: 'x', credentials: { access_key_id: 'TESTLTAI', access_key_secret: 'test-secret-in-clear', acess: 'y' } }, ['cloud', 'it has the unknown key reginn', 'it has the unknown key credentials.acess', 'credentials.access_key_secret']],
    ['of no cloud', { app_user_id: 'u', region: 'CN', credentials: { iam_password: 'test-secret-in-clear', sk: 'test-secret-in-clear' } }, ['cloud', 'region', 'credentials.sk', 'credentials.iam_password']],
    ['of an unknown cloud without credentials', { cloud: 7 }, ['cloud', 'credentials']],
    ['with keys and a user', { ...north, credentials: { ak: 'TESTAK', sk: 'test-secret-in-clear', iam_user: 'u', iam_password: 'test-secret-in-clear' } }, ['credentials', 'credentials.sk', 'credentials.iam_password']],
  ]
  it.each(slips)('tells of an entry %s all that is wrong beside it, secrets in clear too', (_, entry, places) => {
    const found = mistakes(env, read([entry]))
    expect(new Set(found.map((mistake) => /sources\[0\]: (it has the unknown key [\w.]+\w|[\w.]+)/.exec(mistake)?.[1]))).toEqual(new Set(places))
    expect(found).toHaveLength(places.length)
    expect(found.join('\n')).not.toContain('test-secret')
  })

  it('is warned of for secrets in files that every user may read', () => {
    const sources = [{ ...north, credentials: { ak: 'TESTAK', sk: { file: '/open' } } }, { cloud: 'ice', credentials: { access_key_id: 'TESTLTAI', access_key_secret: { file: '/closed' } } }]
    expect(warnings(env, read(sources, { '/open': 'test-secret-north', '/closed': 'test-secret-south' }))).toEqual([
      'UNDERSTUDY_SOURCES: sources[0]: credentials.sk names a file that every user of this machine may read. Mend it by: chmod 600',
    ])
  })

  it('may begin with the mark that editors of Windows leave', () => {
    expect(config(env, read(`\uFEFF${JSON.stringify({ sources: [north] })}`)).sources).toHaveLength(1)
  })

  it('may name variables like those of the vendors without a warning', () => {
    const named = { ...env, HUAWEICLOUD_SDK_SK_NORTH: 'test-secret-north' }
    expect(warnings(named, read([{ ...north, credentials: { ak: 'TESTAK', sk: '${HUAWEICLOUD_SDK_SK_NORTH}' } }]))).toEqual([])
  })
})
