import type { Messages } from './en.ts'
import { iceLabels, metastudioLabels } from './state-labels.zh-CN.ts'
import { filtersZhCN } from './filters.zh-CN.ts'
import { errorCodes } from './error-codes.zh-CN.ts'
import { numberText as number } from './number-text.ts'

/** Every word of the page but the drawer's, in Simplified Chinese. */
export const zhCN: Messages = {
  language: 'zh-CN',
  states: { metastudio: metastudioLabels, ice: iceLabels },
  phases: {
    draft: '草稿', review: '审核', training: '训练', failed: '失败', stopped: '已中止', confirm: '待确认',
    rejected: '已驳回', suspended: '已挂起', done: '完成', unknown: '未知',
  },
  moves: { you: '待我方处理', provider: '待云厂商处理', nobody: '无需人工处理', done: '已结束', unknown: '处理方未知' },
  consoleGroups: {
    'to-submit': '待提交', 'under-review': '审核中', 'review-failed': '审核不通过', training: '算法训练中',
    'awaiting-confirmation': '待确认', rejected: '已驳回', completed: '已完成', suspended: '已挂起',
  },
  clouds: { metastudio: 'MetaStudio', ice: 'ICE' },
  between: { sentences: '', clauses: '，', words: '、', name: '：' },
  filters: {
    state: '状态', phase: '阶段', actor: '待谁处理', hidden_failure: '隐性失败', create_since: '创建时间（起）',
    create_until: '创建时间（止）', update_since: '客户最近操作（起）', update_until: '客户最近操作（止）', failed_since: '失败时间晚于',
    query_project_id: '租户项目', batch_name: '批次', tag: '标签', job_id: '任务 ID', name: '名称', model_resolution: '分辨率', is_flexus: 'Flexus 版',
    is_live_copy: '直播分身', train_location: '训练区域', is_ondemand_resource: '按需资源',
  },
  lastUpdate: { metastudio: '客户最近操作', ice: '最近一次开始训练' },
  iceFilters: { update_since: '最近一次开始训练（起）', update_until: '最近一次开始训练（止）' },

  shell: {
    sources: '数据源',
    demo: '演示',
    demoHint: '尚未配置云账号，两个云平台均在本机模拟。',
    live: '实时',
    held: { ticked: '已固定：有勾选', selected: '已固定：选中文本', menu: '已固定：菜单打开' },
    heldHint: '在此期间行和顺序保持不变，单元格内容照常更新。',
    updated: (ago) => `更新于 ${ago}`,
    updatedNow: '刚刚更新',
    showing: (clock) => `显示 ${clock} 的数据`,
    partMissing: '页面的一部分未能加载，可能已有新版本。',
    asking: '正在查询云端',
    nothingLoaded: '尚未加载数据',
    switchLanguage: 'Switch to English',
    zones: { local: '本地时间', beijing: '北京时间', utc: 'UTC' },
    zoneAt: (name, offset) => `${name}（${offset}）`,
    settings: '显示设置',
    help: '键盘快捷键',
    palette: '命令面板',
    skip: '跳到任务列表',
    find: '查找任务',
  },

  list: {
    title: '任务',
    columns: { cover: '封面', name: '名称', state: '状态', reason: '原因或下一步', failed: '失败时间', created: '创建时间', batch: '批次', tags: '标签' },
    all: '全部',
    everything: (count: number) => `全部 ${number(count)} 个任务，未设筛选`,
    phasesNav: '阶段',
    partly: '仅显示其中一部分',
    hidden: '隐性',
    hiddenHint: (word) => `控制台显示为“${word}”。`,
    left: '已不在此列表',
    leftHint: '该任务已不在查询结果中，加载更新前仍保留在原位。',
    noName: '未命名',
    noTime: '未知',
    noReason: '云端未给出原因。',
    nextSteps: {
      upload: '请补传缺少的文件，然后提交。', submit: '请提交训练。', accept: '请验收：通过或驳回。',
      resume: '客户恢复后继续。', reviewer: '审核人员正在查看素材。', staff: '等待云厂商人员处理。',
    },
    errorCodes,
    reasonComing: '正在读取原因…',
    moreTags: (count) => `+${count}`,
    now: (state) => `现为：${state}`,
    summary: (count) => `共 ${number(count)} 个任务符合条件。`,
    filterBy: (name, value) => `按“${name}”筛选：${value}`,
    copyId: '复制任务 ID',
    copied: '已复制',
    notDrawn: '无法显示',
  },

  ...filtersZhCN,

  ticks: {
    one: (name) => `勾选“${name}”`,
    page: '勾选本页全部任务',
  },

  faces: {
    loading: '正在加载任务',
    tryAgain: '重试',
    noNetworkTitle: '网络已断开',
    noNetworkText: '恢复连接后，将自动加载页面的这一部分。',
    offlineTitle: '无法连接 Understudy 服务',
    offlineText: '请检查网络连接。页面会持续重试。',
    turnedAwayTitle: '您的登录已失效',
    turnedAwayText: '请刷新页面重新登录，筛选条件会保留在地址中。',
    refusedInFrontTitle: '此请求被 Understudy 前置网关拒绝',
    refusedInFrontText: '页面会自动重试。',
    unreadableTitle: '无法解析服务的响应',
    unreadableText: '页面版本可能落后于服务，请刷新页面。',
    problem: (_, text) => ({ title: '未能加载', text: `服务器的英文说明：${text}` }),
    notFoundTitle: '此地址没有内容',
    notFoundText: (sources) => `已接入的数据源：${sources}。`,
    unknownSource: '未接入此数据源',
    toFirst: '查看任务列表',
    crashTitle: '页面的这一部分出错了',
    crashText: '筛选条件保存在地址中，不会丢失。',
    reload: '刷新页面',
  },
}
