import { createChance } from './chance.ts'

/** What a sentence can be about: a review, a step, a stop, a redo, a remark. */
export type SentenceSubject =
  | 'manual-review'
  | 'auto-review'
  | 'resolution'
  | 'video-check'
  | 'preparation'
  | 'training'
  | 'inference'
  | 'action'
  | 'compile'
  | 'test-video'
  | 'beauty'
  | 'stop'
  | 'redo'
  | 'reject'
  | 'suspend'
  | 'question'
  | 'answer'
  | 'ice-fail'
  | 'ice-training'
  | 'ice-queue'

type Language = 'zh' | 'en'

const sentences: Record<SentenceSubject, Record<Language, readonly string[]>> = {
  'manual-review': {
    zh: [
      '人物头部超出画面，且 {time} 处有手部遮挡，请重新拍摄并上传。',
      '授权书签名与身份证姓名不一致，请核对后重新提交。',
      '视频中人物侧脸角度过大（{time} 起约 {n} 秒），请保持正面拍摄。',
      '背景有行人经过，绿幕边缘有明显褶皱，抠像无法达标。',
      '录音环境有持续底噪，人声与口型对不上，请更换安静环境重录。',
      '身份证照片反光，号码无法辨认，请重新拍摄上传。',
      '已电话联系客户（{phone}），对方同意补录后重新提交。',
      '衣服与绿幕颜色接近，左肩抠像缺失，请更换服装。',
      '开头静默不足 {n} 秒，请按拍摄指南在开口前保持闭嘴静止。',
      '授权书缺少盖章页，请补充完整扫描件。',
      '画面存在剪辑跳变（{time}），训练视频必须一镜到底。',
      '人物佩戴的眼镜反光严重，{time} 之后眼部细节丢失。',
      '请确认授权人手机号是否为 {phone}，与申请单填写不一致。',
    ],
    en: [
      'The head leaves the frame at {time} and a hand covers the mouth shortly after. Please record again and upload.',
      'The signature on the letter of authorisation does not match the name on the ID card.',
      'Strong reflections on the glasses from {time} on; the eyes cannot be tracked.',
      'The video is cut at {time}. Training footage must be one continuous take.',
      'Less than {n} seconds of silence at the start. Keep the mouth closed before the first sentence.',
      'Background noise throughout the recording, and the lips drift from the voice by about {n} frames.',
      'The green screen is creased at the left edge; matting would cut into the shoulder.',
      'Spoke to the customer on +86 {phone}; a new letter will be sent before the next submission.',
      'The speaker turns away from the camera for {n} seconds at {time}. Please face the camera.',
    ],
  },
  'auto-review': {
    zh: [
      '视频分辨率不在 1920x1080、1080x1920、3840x2160、2160x3840 之内。',
      '视频时长 {n} 秒，低于最短要求 180 秒。',
      '检测到多张人脸（{time}），画面中只能出现一人。',
      '帧率不稳定：平均 {n}.7 fps，要求 25 fps 以上恒定帧率。',
      '音轨缺失或音量过低，无法进行口型对齐检测。',
    ],
    en: [
      'Video resolution is not among 1920x1080, 1080x1920, 3840x2160, 2160x3840.',
      'More than one face found at {time}. Only one person may be in the picture.',
      'The video is {n} seconds long; at least 180 seconds are needed.',
      'Variable frame rate, {n}.4 fps on average; a constant rate of 25 fps or more is needed.',
      'No audio track found.',
    ],
  },
  // What the one documented error code means: it comes with no other sentence.
  resolution: {
    zh: [
      '视频分辨率不在 1920x1080、1080x1920、3840x2160、2160x3840 之内。',
      '视频分辨率为 1280x720，不符合要求，请按拍摄指南重新录制。',
      '视频为 2560x1440，分辨率不受支持，请以 1080P 或 4K 重新上传。',
    ],
    en: [
      'Video resolution is not among 1920x1080, 1080x1920, 3840x2160, 2160x3840.',
      'The resolution of the video is 1280x720, which is not allowed. Please record again.',
      'The resolution of the video, 2560x1440, is not supported. Please upload 1080p or 4K.',
    ],
  },
  'video-check': {
    zh: [
      '视频编码不受支持（HEVC 10 bit），请转为 H.264 后重新上传。',
      '视频文件损坏，第 {n} 帧之后无法解码。',
      '光照变化过大，{time} 前后亮度相差明显。',
    ],
    en: [
      'The file cannot be decoded after frame {n}.',
      'Unsupported codec (HEVC, 10 bit). Convert to H.264 and upload again.',
      'Brightness jumps at {time}; keep the light constant.',
    ],
  },
  preparation: {
    zh: [
      '人脸关键点提取失败：连续 {n} 帧未检测到嘴部。',
      '绿幕抠像质量评分 0.{n}，低于阈值 0.85。',
      '预处理节点磁盘空间不足，任务中断。',
    ],
    en: [
      'Landmark extraction failed: no mouth found in {n} consecutive frames.',
      'Matting score 0.{n} is below the threshold of 0.85.',
      'The preparation worker ran out of disk space.',
    ],
  },
  training: {
    zh: [
      '训练在第 {n}00 步发散（loss = NaN），已自动重试仍失败。',
      '显存不足，口型区域拟合中断；自动重试 3 次均失败。',
      '训练节点心跳超时 {n} 分钟，任务被回收。',
    ],
    en: [
      'CUDA out of memory while fitting the mouth region; automatic retry 3 of 3 failed.',
      'Loss became NaN at step {n}00; the run was ended.',
      'No heart-beat from the worker for {n} minutes.',
    ],
  },
  inference: {
    zh: ['推理数据切片数量不足，静默段仅 {n} 秒。', '推理预处理超时，标定区间 {time} 之后无有效帧。'],
    en: [
      'Only {n} seconds of silence found; the idle clip cannot be built.',
      'No usable frames after {time} in the marked range.',
    ],
  },
  action: {
    zh: [
      '动作编排失败：原子动作“挥手”与“指引”首尾帧差异过大。',
      '动作标定文件缺少结束时间（第 {n} 条）。',
      '原子动作“点赞”时长不足 {n} 帧，无法生成。',
    ],
    en: [
      'Clips “wave” and “point” do not meet: first and last frames differ too much.',
      'Entry {n} of the marks file has no end time.',
      'Clip “thumbs up” is shorter than {n} frames.',
    ],
  },
  compile: {
    zh: [
      '动作编排与口型数据帧数不一致（45{n} / 4498），转编译中断，需重新编排后再试。',
      '转编译节点不支持该模型版本，请升级后重试。',
      '模型文件校验失败，md5 不一致。',
    ],
    en: [
      'Frame counts of choreography and lip data differ (45{n} / 4498); compilation was ended.',
      'Check sum of the model file does not match.',
      'The compiler image does not support this model version.',
    ],
  },
  'test-video': {
    zh: ['测试视频口型评分 0.{n}，低于 0.80。', '测试视频在 {time} 处出现面部闪烁。'],
    en: ['Lip score of the test render is 0.{n}, below 0.80.', 'The face flickers at {time} of the test render.'],
  },
  beauty: {
    zh: ['美颜后人脸边缘出现锯齿，第 {n} 帧。', '美颜参数超出范围。'],
    en: ['Jagged edge of the face after beautification, frame {n}.', 'Beautification level out of range.'],
  },
  stop: {
    zh: [
      '资源池维护，训练已中止，维护后重新排队。',
      '客户申请更换素材，先行中止。',
      '重复任务，暂停处理，待客户确认保留哪一个。',
    ],
    en: [
      'Stopped for maintenance of the resource pool; it will be queued again.',
      'Stopped at the customer’s request, new footage to come.',
      'Looks like a duplicate of another job; held until the customer says which one to keep.',
    ],
  },
  redo: {
    zh: ['口型与语音不同步', '牙齿区域模糊', '头发边缘抠像不净', '手部动作穿模', '训练节点故障', '分辨率归一化参数有误'],
    en: [
      'Lips out of sync',
      'Teeth blurred',
      'Hair edges not clean',
      'Worker failure',
      'Hand clips through body',
      'Wrong rotation angle',
    ],
  },
  reject: {
    zh: [
      '口型与语音不同步，驳回重做。',
      '右脸有明显闪烁（{time}），请重新训练。',
      '笑容不自然，牙齿模糊。',
      '整体偏绿，肤色与原视频不符。',
    ],
    en: [
      'Lips and voice are out of step, please do it again.',
      'The right cheek flickers at {time}.',
      'The smile looks frozen and the teeth are blurred.',
      'Skin has a green cast compared with the footage.',
    ],
  },
  suspend: {
    zh: ['活动延期，先挂起，{day} 号之后再确认。', '等法务确认授权范围。'],
    en: [
      'Campaign postponed, we will come back to this one.',
      'Waiting for our legal team to confirm the scope of the licence.',
    ],
  },
  question: {
    zh: ['请问还要多久？我们 {day} 号要上线。', '补充材料已上传，请优先处理。', '可以保留原来的背景吗？联系电话 {phone}。'],
    en: [
      'How long will this take? We go live on the {ordinal}.',
      'New footage is uploaded, please have a look.',
      'May we keep the old background? Call {phone} if unclear.',
    ],
  },
  answer: {
    zh: ['已收到，今天内安排复审。', '您好，请参考拍摄指南第 {n} 节。', '已加急。'],
    en: [
      'Received, the review is planned for today.',
      'Please see section {n} of the recording guide.',
      'Moved up in the queue.',
    ],
  },
  'ice-fail': {
    zh: [
      '视频中未检测到人脸，请更换训练视频。',
      '视频时长不足 5 分钟。',
      '训练失败：口型拟合未收敛，请重新提交。',
      '视频分辨率不支持，仅支持 1920x1080 或 1080x1920。',
      '人脸遮挡时间过长（{time} 起 {n} 秒）。',
      '内容安全审核未通过，如有疑问请致电 {phone}。',
    ],
    en: [
      'No face detected in the training video.',
      'Video is shorter than 5 minutes.',
      'Training failed: lip fitting did not converge. Submit again.',
      'Resolution not supported. Use 1920x1080 or 1080x1920.',
      'The face is covered for {n} seconds at {time}.',
    ],
  },
  'ice-training': {
    zh: ['训练中，预计还需 {n} 小时。', '模型训练中'],
    en: ['Training in progress.', 'Training, about {n} hours left.'],
  },
  'ice-queue': {
    zh: ['排队中，前方还有 {n} 个任务。', '等待资源'],
    en: ['Waiting for resources.', '{n} jobs ahead in the queue.'],
  },
}

const mobilePrefixes = ['130', '135', '138', '139', '150', '153', '158', '177', '186', '188', '199'] as const

/** A mobile number that nobody has: the middle four digits of a Chinese number are never all zero in use. */
export const toFictionalMobile = (key: number): string => {
  const chance = createChance('mobile', key)
  return `${chance.pick(mobilePrefixes)}0000${String(chance.whole(0, 9999)).padStart(4, '0')}`
}

/** `1st`, `12th`, `23rd`: a day of a month. */
function toOrdinal(day: number): string {
  const ending = day > 10 && day < 14 ? undefined : ['st', 'nd', 'rd'][(day % 10) - 1]
  return `${day}${ending ?? 'th'}`
}

/** The sentence that belongs to a subject and a key, in the language that the key picks, or in the one asked for. */
export function sentenceOf(subject: SentenceSubject, key: number, language?: Language): string {
  const chance = createChance('sentence', subject, key)
  const chosen = chance.pick(sentences[subject][language ?? (chance.happens(0.6) ? 'zh' : 'en')])
  return chosen
    .replaceAll('{time}', `0${chance.whole(0, 4)}:${String(chance.whole(10, 59))}`)
    .replaceAll('{n}', String(chance.whole(12, 78)))
    .replaceAll(/\{day\}|\{ordinal\}/g, (place) => (place === '{day}' ? String : toOrdinal)(chance.whole(1, 28)))
    .replaceAll('{phone}', toFictionalMobile(key))
}

/** One to three short reasons in one language, for `redo_reasons`. */
export function redoReasonsOf(key: number): string[] {
  const chance = createChance('redo', key)
  const list = sentences.redo[chance.happens(0.6) ? 'zh' : 'en']
  return [...new Set(Array.from({ length: chance.whole(1, 3) }, () => chance.pick(list)))]
}
