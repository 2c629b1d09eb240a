import type { SignInMessages } from './sign-in.en.ts'

/** The words of signing in and out, and of revealing a contact, in Simplified Chinese. */
export const signInZhCN: SignInMessages = {
  title: '登录后查看任务',
  text: '登录后将回到当前地址，筛选条件保持不变。',
  signIn: '登录',
  ended: '您的登录已失效。此页内容不会丢失：请在新标签页中重新登录，然后返回此页。',
  again: '重新登录',
  newTab: '在新标签页中打开',
  account: '账号',
  roles: { viewer: '可查看', support: '可查看，并可显示完整联系方式' },
  signOut: '退出登录',
  signOutFailed: '未能退出登录：Understudy 服务没有响应，请重试。',
  reveal: '显示',
  revealLabel: '显示完整联系方式',
  why: '为什么需要查看？',
  whyHint: '原因和您的姓名会先被记录，然后才显示联系方式。',
  whyBad: (min, max) => `请填写 ${min} 至 ${max} 个字符的原因。`,
  cancel: '取消',
  asking: '正在查询云端…',
  copy: '复制联系方式',
  hide: '重新隐藏',
  masksIn: (seconds) => `${seconds} 秒后重新隐藏`,
  revealed: '已显示完整联系方式，一分钟后将重新隐藏。',
  revealFailed: (why) => `未能显示联系方式。${why}`,
}
