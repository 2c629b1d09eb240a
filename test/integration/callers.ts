import { Agent, request, type IncomingHttpHeaders } from 'node:http'

export interface Answered {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A caller that keeps its connections, like a browser or a balancer. Rejects with the error of the system. */
export function createCaller(origin: string) {
  const agent = new Agent({ keepAlive: true })
  return {
    ask: (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> =>
      new Promise((resolve, reject) => {
        request(new URL(path, origin), { agent, headers, method }, (answer) => {
          let body = ''
          answer.setEncoding('utf8')
          answer.on('data', (text: string) => (body += text))
          answer.once('error', reject)
          answer.once('end', () => (answer.complete ? resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }) : reject(new Error('the answer broke off'))))
        })
          .once('error', reject)
          .end()
      }),
    close: () => agent.destroy(),
  }
}
