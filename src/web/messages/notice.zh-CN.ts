import type { noticeEn } from './notice.en.ts'

const number = (value: number) => value.toLocaleString('zh-CN')

export const noticeZhCN: typeof noticeEn = {
  unknownExcluded: '此列表不含处于未收录状态的任务。',
  scanned: (jobs, of) => `共 ${number(of)} 个任务，只读取到前 ${number(jobs)} 个。此处显示已读取部分中最新的任务。`,
  scannedFailures: (jobs, of) => `共 ${number(of)} 个失败任务，目前已查看 ${number(jobs)} 个。`,
  unreadable: (jobs) => `云端返回的 ${number(jobs)} 个任务缺少 ID 或 ID 无法识别，因此无法显示。`,
  cloudIgnored: (filters) => `云端未按以下条件筛选：${filters}。部分任务与之不符。`,
  stale: (cloud, since) => `${cloud} 自 ${since} 起没有响应。`,
  staleErrors: (cloud, since) => `${cloud} 自 ${since} 起持续报错。`,
  staleRefused: (cloud, since) => `${cloud} 自 ${since} 起拒绝我方访问，请联系 Understudy 管理员。`,
  staleProxy: (since) => `Understudy 服务自 ${since} 起没有响应。`,
  staleOurs: (since) => `Understudy 服务自 ${since} 起出现故障。`,
  staleInFront: (since) => `自 ${since} 起，请求一直被 Understudy 前置网关拒绝。`,
  staleOffline: (since) => `网络自 ${since} 起断开。`,
  showing: (moment) => `当前显示 ${moment} 的数据。`,
  staleStopped: (why) => `${why}。以下任务不再自动刷新。`,
  throttled: (cloud) => `${cloud} 要求降低请求频率。`,
  throttledIn: (cloud, seconds) => `${cloud} 要求降低请求频率，${seconds}\u00A0秒后重试。`,
  cloudCode: '云端错误码', cloudStatus: 'HTTP 状态码', requestId: '请求 ID', cloudSays: '云端说明',
  otherSourcesFine: '其他数据源的任务不受影响。',
}
