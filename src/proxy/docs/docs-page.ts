import { problemCodes, problemStatus } from '#contract/problem.ts'
import { operations, pathParameters, type Parameter } from './openapi-operations.ts'
import { toPath, type OpenApi } from './openapi.ts'

/** The description of the API as a page of words: each route with its parameters, each schema with its fields. */
export function toDocsPage({ info, components }: OpenApi, basePath: string): string {
  const routes = operations.map(({ method = 'GET', route, summary, query, body, answer }) => {
    const path = toPath(route)
    const given = [...[...route.matchAll(/:(\w+)/g)].flatMap(([, name = '']) => pathParameters[name] ?? []), ...query]
    const gives = typeof answer === 'string' ? `<a href="#${answer}">${answer}</a>` : escape(answer.join(', '))
    return `<section><h2><code>${method} ${escape(path)}</code></h2><p>${escape(summary)}. ${body === undefined ? '' : `Takes <a href="#${body}">${body}</a>. `}Answers ${gives}.</p>${toTable(given)}</section>`
  })
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<section id="${name}"><h2><code>${name}</code></h2><pre tabindex="0" role="group" aria-label="${name}">${escape(JSON.stringify(schema, undefined, 2))}</pre></section>`,
  )
  const codes = problemCodes.map((code) => `<tr><td><code>${code}</code></td><td>${problemStatus[code]}</td></tr>`)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Understudy: the API</title>
<link rel="stylesheet" href="${basePath}api/docs.css">
</head>
<body>
<main>
<h1>Understudy: the API</h1>
<p>Version ${escape(info.version)}. For programs: <a href="${basePath}api/openapi.json">openapi.json</a>.</p>
<p>${escape(info.description)}</p>
${routes.join('\n')}
<h1>Problems</h1>
<p>Every error is <code>application/problem+json</code> with a <code>code</code> of this list.</p>
<table><thead><tr><th>Code</th><th>Status</th></tr></thead><tbody>${codes.join('')}</tbody></table>
<h1>Schemas</h1>
${schemas.join('\n')}
</main>
</body>
</html>
`
}

function toTable(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, description, schema }) =>
      `<tr><td><code>${escape(name)}</code></td><td>${escape(`${description}${toRange(schema)}`)}${'default' in schema ? ` Default: <code>${escape(String(schema['default']))}</code>.` : ''}</td></tr>`,
  )
  return `<table><thead><tr><th>Parameter</th><th>Meaning</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
}

function toRange({ enum: words, minimum, maximum }: Parameter['schema']): string {
  if (Array.isArray(words)) return ` One of ${words.join(', ')}.`
  return minimum === undefined ? '' : ` From ${Number(minimum)} to ${Number(maximum)}.`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '')

/** The style of the page, served beside it because the policy allows none inside. */
export const docsStyle = `:root { color-scheme: light dark; font: 15px/1.55 system-ui, sans-serif; background: Canvas; color: CanvasText }
body { margin: 0 }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem }
h1 { font-size: 1.5rem; margin: 2.5rem 0 .5rem }
h2 { font-size: 1rem; margin: 2rem 0 .25rem; overflow-wrap: anywhere }
p { margin: .25rem 0 .75rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent) }
th { font-weight: 600 }
h2 code { font-weight: 600 }
th:first-child { width: 35%; max-width: 14rem }
td:first-child { overflow-wrap: anywhere }
code, pre { font: .9em/1.5 ui-monospace, monospace }
pre { overflow: auto; max-height: 24rem; padding: .75rem; border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: .5rem }
`
