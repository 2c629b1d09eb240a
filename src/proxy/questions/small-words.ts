/** What people write around digits and batches, in both languages; longer ones before those they begin with. */
const smallWords = new Set(
  'a about and batch called could customer did digits do end ending ends error errors fail failed failing fails failure find for four from hang hangs has have hello hi his her hung id in is it job jobs last me mobile my name named no number of on our phone please s status stop stopped stops stuck tel telephone that the their this to us was what whats happened happen where which who whose why with you'.split(' '),
)
const smallWordsZh = /手机尾号|手机号码|电话号码|手机号|尾号|尾数|[后末][四4]位|手机|电话|号码|批次|任务|客户|编号|怎么回事|怎么样了|怎么了|什么情况|发生了什么|失败了|失败|停止了|停止|卡住了|卡住|报错了|报错|出错了|出错|请问|请查|帮我|查一下|查询|[的是为，。？！：]/g

/** The words of a sentence by which a job can be found: `the job of phone ending in 1889` is `1889`. `undefined` where that is the text itself, or nothing. */
export function withoutSmallWords(text: string): string | undefined {
  const words = text
    .replace(smallWordsZh, ' ')
    .split(/[\s,;，；、?!:#"“”()（）]+/)
    .map((word) => word.replace(/(?<![.'’])[.'’]+$/, ''))
    .filter((word) => word !== '' && !smallWords.has(word.toLowerCase().replace(/['’]/g, '')))
  const plain = words.join(' ')
  return plain.length < 2 || plain === text ? undefined : plain
}
