/** Why somebody is not let in. */
export const doorTroubles = ['no_role', 'unknown', 'refused', 'lost', 'unfit', 'unreachable', 'bad_target', 'too_often'] as const
export type DoorTrouble = (typeof doorTroubles)[number]

interface Words {
  title: string
  text: string
}

/** Both languages on one page: nobody has chosen one yet. */
const words: Record<DoorTrouble, { status: number; en: Words; zh: Words }> = {
  no_role: {
    status: 403,
    en: { title: 'You may not use Understudy', text: 'You signed in, but your account has no role here. Ask the person who runs Understudy for the role viewer or support.' },
    zh: { title: '您没有使用 Understudy 的权限', text: '您已登录，但该账号在此没有角色。请联系 Understudy 的管理员，申请 viewer 或 support 角色。' },
  },
  unknown: {
    status: 403,
    en: {
      title: 'Understudy cannot tell who you are',
      text: 'People are signed in by the reverse proxy in front of it, and that did not say who you are, or not in the way that was agreed. Tell the person who runs Understudy: the log names the cause.',
    },
    zh: {
      title: '无法确认您的身份',
      text: '登录由 Understudy 前面的反向代理完成，但它没有说明您是谁，或说明的方式与约定不符。请告知 Understudy 的管理员：日志中写明了原因。',
    },
  },
  refused: {
    status: 403,
    en: { title: 'You were not signed in', text: 'The identity provider did not confirm who you are.' },
    zh: { title: '未能登录', text: '身份提供方没有确认您的身份。' },
  },
  lost: {
    status: 400,
    en: { title: 'This sign-in cannot be finished', text: 'It took too long, was finished already, or was begun in another browser. Begin again.' },
    zh: { title: '本次登录无法完成', text: '可能是耗时过长、已经完成，或是在另一个浏览器中开始的。请重新登录。' },
  },
  unfit: {
    status: 500,
    en: { title: 'Sign-in is not set up rightly', text: 'Understudy and the identity provider do not fit together, so beginning again will not help. Tell the person who runs Understudy: its log says why.' },
    zh: { title: '登录配置有误', text: 'Understudy 与身份提供方的配置不一致，重新登录也无济于事。请告知 Understudy 的管理员，具体原因见其日志。' },
  },
  unreachable: {
    status: 502,
    en: { title: 'The identity provider cannot be reached', text: 'Nobody can sign in at the moment. Try again in a minute; if it lasts, tell the person who runs Understudy.' },
    zh: { title: '无法连接身份提供方', text: '目前无法登录。请稍后重试；若持续如此，请告知 Understudy 的管理员。' },
  },
  bad_target: {
    status: 400,
    en: { title: 'This link is not right', text: 'It leads away from Understudy after signing in, so it is not followed.' },
    zh: { title: '链接有误', text: '该链接会在登录后离开 Understudy，因此不予跳转。' },
  },
  too_often: {
    status: 429,
    en: { title: 'Too many attempts to sign in', text: 'Wait a moment, then begin again.' },
    zh: { title: '登录尝试过于频繁', text: '请稍候再重新登录。' },
  },
}

const style = `:root{color-scheme:light dark;font:15px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;background:light-dark(#fbfbfa,#151617);color:light-dark(#1d1f21,#e6e7e8)}
body{margin:0;min-height:100vh;display:grid;place-items:center}
main{max-width:26rem;padding:2rem 1.5rem}
svg{display:block;margin:0 0 1.75rem}
section+section{margin-top:1.25rem;padding-top:1.25rem;border-top:1px solid light-dark(#e3e3e0,#303234)}
h1,h2{font-size:1.0625rem;line-height:1.4;font-weight:600;margin:0 0 .25rem}
p{margin:0;color:light-dark(#55595d,#a9adb1)}
nav{margin-top:2rem;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem}
a{color:light-dark(#1a56c4,#8ab4ff)}`

export interface DoorPage {
  /** Relative to the site, for the link that begins again. */
  signIn: string
  /** For the link that lets somebody else sign in. */
  asAnother?: string | undefined
  /** Who the provider says it is. */
  name?: string | undefined
  retryAfterSeconds?: number | undefined
}

/** The pages of words that say why somebody is not let in. They hold no data, run nothing and load nothing. */
export function createWordsPages(): (trouble: DoorTrouble, page: DoorPage) => Promise<Response> {
  let policy: string | undefined
  return async (trouble, { signIn, asAnother, name, retryAfterSeconds }) => {
    policy ??= `default-src 'none'; style-src '${await hashOf(style)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
    const { status, en, zh } = words[trouble]
    const who = name === undefined ? '' : `<p><strong>${escape(name)}</strong></p>`
    const other = asAnother === undefined ? '' : `<a href="${escape(asAnother)}">Sign in as somebody else · <span lang="zh-CN">换个账号登录</span></a>`
    const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(en.title)} · Understudy</title>
<style>${style}</style>
</head>
<body>
<main>
<svg viewBox="0 0 18 18" width="28" height="28" aria-hidden="true"><path d="M9 1.5a7.5 7.5 0 0 1 0 15z" fill="currentColor"/><circle cx="9" cy="9" r="6.75" fill="none" stroke="currentColor" stroke-width="1.5"/></svg>
<section><h1>${escape(en.title)}</h1>${who}<p>${escape(en.text)}</p></section>
<section lang="zh-CN"><h2>${escape(zh.title)}</h2><p>${escape(zh.text)}</p></section>
<nav>${asAnother === undefined ? `<a href="${escape(signIn)}">Sign in · <span lang="zh-CN">登录</span></a>` : other}</nav>
</main>
</body>
</html>
`
    const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', 'Content-Security-Policy': policy })
    if (retryAfterSeconds !== undefined) headers.set('Retry-After', String(retryAfterSeconds))
    return new Response(body, { status, headers })
  }
}

async function hashOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return `sha256-${btoa(String.fromCharCode(...digest))}`
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '')
