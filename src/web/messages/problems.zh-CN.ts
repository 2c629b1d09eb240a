import type { problemsEn } from './problems.en.ts'

export const problemsZhCN: typeof problemsEn = {
  refused: (filter) => (filter === undefined ? '某个参数的取值无效。' : `“${filter}”的取值无效。`),
  problems: {
    bad_request: { title: '查询被拒绝', text: '某个筛选条件的取值无效。' },
    unauthenticated: { title: '您尚未登录', text: '请重新登录，筛选条件会保留在地址中。' },
    forbidden: { title: '您无权查看', text: '您的账号没有相应的角色，请联系 Understudy 管理员申请权限。' },
    not_found: { title: '此地址没有内容', text: '可能已被删除。' },
    unknown_source: { title: '未接入此数据源', text: '地址中的数据源没有在此处配置。' },
    method_not_allowed: { title: '此请求被拒绝', text: '页面版本可能落后于服务，请刷新页面。' },
    wrong_host: { title: 'Understudy 不接受此域名的访问', text: '请使用为其配置的域名打开，或请 Understudy 管理员允许此域名。' },
    throttled: { title: '请求过于频繁', text: '页面会自动重试。' },
    internal: { title: 'Understudy 服务出错', text: '请联系 Understudy 管理员，并注明发生时间。' },
    audit_unwritable: { title: '无法写入审计日志', text: '请联系 Understudy 管理员。' },
    cloud_rejected_credentials: { title: (cloud) => `${cloud} 拒绝了我方的访问密钥`, text: '密钥或区域有误，或密钥已被锁定、已过期。请联系 Understudy 管理员：更换凭据后须重启；现有凭据最多停用五分钟，之后才会再试一次。' },
    cloud_denied: { title: (cloud) => `${cloud} 拒绝了访问`, text: 'Understudy 所用的账号缺少权限。' },
    cloud_error: { title: (cloud) => `${cloud} 返回错误`, text: '问题出在云端。' },
    unreadable: { title: (cloud) => `${cloud} 返回了无法解析的内容`, text: '响应与其文档不符。' },
    unreachable: { title: (cloud) => `无法连接 ${cloud}`, text: 'Understudy 与云端之间的网络中断，或地址有误。' },
    overloaded: { title: 'Understudy 服务繁忙', text: '页面会自动重试。' },
    timeout: { title: (cloud) => `${cloud} 未及时响应`, text: '页面会自动重试。' },
  },
}
