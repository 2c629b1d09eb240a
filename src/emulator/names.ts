import type { Chance } from './chance.ts'

/** A line of business: what its jobs are called, which batches and tags they get. */
export interface Theme {
  tags: readonly string[]
  batches: readonly string[]
  /** `{p}` stands for a Chinese name, `{f}` for a foreign one. */
  chinese: readonly string[]
  english: readonly string[]
}

export const themes: readonly Theme[] = [
  {
    tags: ['retail', 'livestream'],
    batches: ['spring-live', 'summer-live', 'double11-warmup', '234'],
    chinese: [
      '{p} 直播间',
      '母婴直播 {p} B 版',
      '{p} 户外露营',
      '美妆主播 {p}',
      '{p} 零食专场',
      '珠宝专场 {p}',
      '品牌代言人 {p} 绿幕',
      '女装穿搭 {p} 春季',
      '{p} 家电直播 夜场',
    ],
    english: ['{f}, winter set', '{f}, checkout assistant', '{f}, spring collection', 'Outlet host {f}', '{f}, late show'],
  },
  {
    tags: ['news', 'livestream'],
    batches: ['news-1', 'morning-desk'],
    chinese: ['{p} 财经早报', '晚间新闻 {p}', '{p} 天气播报', '体育快讯 {p}', '{p} 午间要闻'],
    english: ['{f}, evening news', 'Market brief with {f}', '{f}, weather', 'Sports desk, {f}'],
  },
  {
    tags: ['service'],
    batches: ['staff', 'service-2026', 'northwind-4'],
    chinese: ['客服{p}', '智能客服 {p} 标准版', '数字员工 {n}', '营业厅 {p}', '热线助手 {p}'],
    english: [
      '{f}, bilingual support',
      'Northwind Telecom, in-store greeter {f}',
      'Help desk {f}',
      'Harbour Bank, {f}',
      '{f}, account questions',
    ],
  },
  {
    tags: ['health'],
    batches: ['clinic-a', 'clinic-b'],
    chinese: ['健康科普 {p}医生', '{p}医生 问诊助手', '牙科导诊 {p}', '药师 {p} 用药提醒'],
    english: ['Dr. {f}', 'Clinic guide {f}', '{f}, sleep coach', 'Pharmacy, {f}'],
  },
  {
    tags: ['gov'],
    batches: ['gov-hall', 'gz-travel'],
    chinese: ['政务大厅 导办员 {p}', '社区通知 {p}', '普法主播 {p}', '税务小助手 {p}'],
    english: ['City hall, {f}', 'Tax season explainer {f}'],
  },
  {
    tags: ['education'],
    batches: ['edu-07', 'edu-08'],
    chinese: ['云帆教育 {p}老师 语文课', '{p}老师 数学思维', '编程启蒙 {p}', '英语口语 {p} 第二季'],
    english: ['{f} teaches grammar', 'Chemistry in ten minutes, {f}', '{f}, onboarding course'],
  },
  {
    tags: ['travel'],
    batches: ['hotel-3', 'museum', 'gz-travel'],
    chinese: ['贵州文旅 苗族讲解员 {p}', '博物馆讲解 {p} 东馆', '{p} 带你看敦煌', '景区导览 {p}'],
    english: ['{f}, hotel concierge', 'Museum guide {f}, East wing', 'Old town walk with {f}', '{f}, gate announcements'],
  },
  {
    tags: ['auto', 'retail'],
    batches: ['4s-spring', 'motor-show'],
    chinese: ['{p} 4S 店导购 2026 春季活动 标准版', '新车讲解 {p}', '{p} 试驾预约'],
    english: ['{f}, test drive desk', 'Motor show host {f}'],
  },
  {
    tags: ['hr', 'internal'],
    batches: ['staff'],
    chinese: ['{p} 招聘官', '入职培训 {p}', '总裁分身 {p}'],
    english: ['Onboarding host {f} v2', '{f}, safety briefing', 'Town hall, {f}'],
  },
  {
    tags: ['demo', 'internal'],
    batches: ['smoke', 'qa-nightly'],
    chinese: ['测试-{p}-{n}', '{p} 样片 {n}'],
    english: ['{f}, product demo', 'test_{n}_rc2', 'smoke-{n}', '{f} copy {n}'],
  },
]

const familyNames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾田董潘袁蔡蒋余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万覃武钱',
]
const givenFemale = [
  '晨',
  '岚',
  '薇',
  '雯',
  '婷',
  '小舒',
  '雨桐',
  '思远',
  '欣怡',
  '静',
  '诗涵',
  '若曦',
  '甜甜',
  '晓月',
  '可馨',
  '梦琪',
  '丽娜',
  '书瑶',
  '语嫣',
  '佳宁',
  '安然',
  '雪',
  '明珠',
  '清如',
  '沐晴',
  '子衿',
  '小鹿',
  '映雪',
  '知夏',
  '南星',
]
const givenMale = [
  '晨',
  '畅',
  '杰',
  '伟',
  '浩然',
  '子轩',
  '志强',
  '宇航',
  '阿杰',
  '云帆',
  '建国',
  '一鸣',
  '思源',
  '俊熙',
  '嘉豪',
  '文博',
  '天佑',
  '景行',
  '承宇',
  '牧之',
  '砚秋',
  '大海',
  '东升',
  '鹏',
  '立新',
  '怀瑾',
  '知远',
  '星野',
]
const foreignFemale = [
  'Mira',
  'Lucy',
  'Ava',
  'Noor',
  'Elif',
  'Sofia',
  'Helena Brandt',
  'Amara Okafor',
  'Ingrid',
  'Yuki',
  'Priya',
  'Chloé',
  'Zuzana',
  'Linh',
  'Fatima',
  'Hannah',
  'Giulia',
  'Marisol',
  'Siobhán',
  'Aroha',
  'Emma',
  'Naledi',
  'Leila',
  'Katya',
  'Olivia',
  'Min-ji',
]
const foreignMale = [
  'Kenji',
  'Tomás Ferreira',
  'Omar',
  'Lars',
  'Mateo',
  'Arjun',
  'Kwame',
  'Søren',
  'Dmitri',
  'Jürgen',
  'Luca',
  'Hiroshi',
  'Tariq',
  'Oisín',
  'Bram',
  'Noah',
  'Pierre',
  'Rafael',
  'Aleksander',
  'Somchai',
  'Daniel',
  'Tama',
  'Joon',
  'Viktor',
]

/** Names that trip software: other directions of writing, emoji, mark-up, formulas, blanks, great length. */
const awkwardNames = [
  'مريم، مذيعة الأخبار المسائية',
  'נועה – נציגת שירות (v2)',
  '🎉 双11 直播 小鹿 🛍️',
  '👩‍🏫 Ms. Rivera 👩🏽‍🏫 الفصل الأول',
  '<b>Ava</b> & "friends"',
  '<script>alert(1)</script>',
  '=SUM(A1:A9)',
  '@concierge +1',
  '  padded  name  ',
  'Ẓ̌ą̈l̓g͗ö, stage test',
  '超长名称测试：二〇二六年春季新品发布会主会场双语主持人数字分身（横屏4K绿幕版）第三次补录后提交审核用于门店大屏与小程序同步播放请勿删除',
  'The quarterly all-hands presenter for the northern region, recorded in two takes in front of the old green screen, with subtitles, version 14 (final, really final)',
  'NoSpacesAnywhereInThisRatherLongIdentifierThatSomebodyPastedFromABuildPipeline_20260311_rc7',
  "O'Brien; DROP TABLE avatars; --",
  'test\u200b\u200bzero width',
] as const

/** A person: sex, a Chinese or a foreign name. */
export function toPersonName(chance: Chance, sex: 'FEMALE' | 'MALE', chinese: boolean): string {
  if (!chinese) return chance.pick(sex === 'FEMALE' ? foreignFemale : foreignMale)
  const given = chance.pick(sex === 'FEMALE' ? givenFemale : givenMale)
  return given.startsWith('小') || given.startsWith('阿') || given === '甜甜' ? given : `${chance.pick(familyNames)}${given}`
}

/** The name of a model of a theme. About one in forty is awkward. */
export function toModelName(chance: Chance, theme: Theme, sex: 'FEMALE' | 'MALE', chinese: boolean): string {
  if (chance.happens(0.025)) return chance.pick(awkwardNames)
  return chance
    .pick(chinese ? theme.chinese : theme.english)
    .replace(chinese ? '{p}' : '{f}', toPersonName(chance, sex, chinese))
    .replace('{n}', String(chance.whole(1, 400)).padStart(3, '0'))
}

/** An ICE avatar name: that cloud allows seven characters. */
export function toShortName(chance: Chance, sex: 'FEMALE' | 'MALE', chinese: boolean): string {
  if (chance.happens(0.03)) return chance.pick(['🎤小鹿', 'مريم', '<b>A', 'test_01', 'נועה', ' padded'])
  const person = toPersonName(chance, sex, chinese)
  const short = chinese && chance.happens(0.4) ? chance.pick(['主播', '客服', '导购', '讲师']) + person : person
  return [...short].slice(0, 7).join('').trim()
}
