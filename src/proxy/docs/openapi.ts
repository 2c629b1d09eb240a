import * as z from 'zod/mini'
import { problemCodes, problemStatus } from '#contract/problem.ts'
import { namedSchemas, operations, pathParameters, type Operation, type Parameter } from './openapi-operations.ts'

type Json = Readonly<Record<string, unknown>>

export interface OpenApi {
  openapi: '3.1.0'
  info: { title: string; version: string; description: string }
  servers: readonly { url: string }[]
  paths: Readonly<Record<string, { get?: Json; post?: Json }>>
  components: Json & { schemas: Json }
}

const about =
  'Avatar training jobs on Huawei Cloud MetaStudio and Alibaba Cloud ICE, read from the clouds, translated into one vocabulary and masked. ' +
  'Only GET and HEAD are answered, except where POST is named. A parameter that is unknown, empty, repeated or out of range is refused with a problem that names it. ' +
  'Times are RFC 3339 in UTC. Answers of a cloud carry their age in seconds (Age) and the cloud’s own id of the answer (X-Request-Id); ' +
  'every body has a weak ETag that changes only when its content does.'

/** The description of the API by OpenAPI 3.1, made of the very schemas that page and proxy check answers by. */
export function toOpenApi({ basePath, version }: { basePath: string; version: string }): OpenApi {
  return {
    openapi: '3.1.0',
    info: { title: 'Understudy', version, description: about },
    servers: [{ url: basePath === '/' ? '/' : basePath.replace(/\/$/, '') }],
    paths: Object.fromEntries(operations.map((operation) => [toPath(operation.route), operation.method === 'POST' ? { post: toOperation(operation) } : { get: toOperation(operation) }])),
    components: {
      schemas: toSchemas(),
      headers: {
        Age: { description: 'Seconds since the cloud answered.', schema: { type: 'integer', minimum: 0 } },
        'Cache-Status': { description: 'Present when the cloud is being asked again while this is given (RFC 9211).', schema: { type: 'string' } },
        'X-Request-Id': { description: 'The cloud’s own id of its answer, for a ticket.', schema: { type: 'string' } },
        ETag: { description: 'Weak, of the body alone.', schema: { type: 'string' } },
      },
      responses: {
        NotModified: { description: 'The caller holds this answer already (If-None-Match).' },
        Problem: {
          description: `What went wrong. By code: ${problemCodes.map((code) => `${code} ${problemStatus[code]}`).join(', ')}.`,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

/** `/jobs/:job_id` as OpenAPI writes it. */
export const toPath = (route: string): string => route.replace(/:(\w+)/g, '{$1}')

function toOperation({ method = 'GET', route, summary, query, body, answer, isOfCloud = false }: Operation): Json {
  const inPath = [...route.matchAll(/:(\w+)/g)].flatMap(([, name = '']) => pathParameters[name] ?? [])
  const content =
    typeof answer === 'string'
      ? { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } }
      : Object.fromEntries(answer.map((type) => [type, {}]))
  const isKept = typeof answer === 'string' && method === 'GET'
  const names = [...(isKept ? ['ETag'] : []), ...(isOfCloud ? ['Age', 'X-Request-Id', 'Cache-Status'] : [])]
  const headers = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
  return {
    operationId: toOperationId(route),
    summary,
    parameters: [...inPath.map((parameter) => toParameter(parameter, 'path')), ...query.map((parameter) => toParameter(parameter, 'query'))],
    ...(body !== undefined && { requestBody: { required: true, content: { 'application/json': { schema: { $ref: `#/components/schemas/${body}` } } } } }),
    responses: {
      200: { description: 'The answer.', ...(names.length > 0 && { headers }), content },
      ...(isKept && { 304: { $ref: '#/components/responses/NotModified' } }),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const toParameter = ({ name, description, schema, required = false }: Parameter, place: 'path' | 'query'): Json => ({
  name,
  in: place,
  required: required || place === 'path',
  description,
  schema,
})

/** The words of the route, as one: `/api/sources/:source/jobs` is `sources_source_jobs`. */
const toOperationId = (route: string) => route.replace(/^\/(?:api\/)?/, '').replace(/\W+/g, '_')

function toSchemas(): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}`, io: 'input' })
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      // The document says by itself where they are and which dialect they are in.
      const { $id: _id, $schema: _schema, ...bare } = schema
      return [id, bare]
    }),
  )
}
