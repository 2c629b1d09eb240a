import type { movers as moversEn, providers as providersEn } from './movers.en.ts'

/** Whose move it is, in what others are handed, in Simplified Chinese. */
export const movers: typeof moversEn = {
  you: '账号方或其客户',
  provider: (name) => `云厂商（${name}）`,
  nobody: '无需人工处理（排队中或系统处理中）',
  done: '无需处理（任务已结束）',
  unknown: '未知',
}

export const providers: typeof providersEn = { metastudio: '华为云', ice: '阿里云' }
