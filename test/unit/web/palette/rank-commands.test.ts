import { describe, expect, it } from 'vitest'
import { rankCommands } from '#web/palette/rank-commands.ts'

const command = (id: string, title: string, also = '') => ({ id, title, also })
const commands = [
  command('phase:training', 'Training', 'training'),
  command('view:training', 'In training'),
  command('state:DATA', 'Data preparation failed', 'TRAINING_DATA_PREPROCESS_FAILED'),
  command('state:TRAIN_FAILED', 'Training failed', 'TRAIN_FAILED'),
  command('theme:dark', 'Theme: Dark', 'theme appearance 主题 dark'),
  command('saved:夜班', '夜班批次'),
]
const ids = (text: string, recent: readonly string[] = []) => rankCommands(commands, text, recent).map(({ id }) => id)

describe('what fits a text', () => {
  it('is first what it is, then what begins with it, then what has a word that does, then what is known by it otherwise', () => {
    expect(ids('train')).toEqual(['phase:training', 'state:TRAIN_FAILED', 'view:training', 'state:DATA'])
    expect(ids('training', ['state:TRAIN_FAILED'])[0]).toBe('phase:training')
  })

  it('fits every word of it, in any order and any case', () => {
    expect(ids('FAILED train')).toEqual(['state:TRAIN_FAILED', 'state:DATA'])
    expect(ids('dark theme')).toEqual(['theme:dark'])
    expect(ids('failed nothing')).toEqual([])
  })

  it('is found by the cloud’s own code and by the other language’s word, and Chinese by any part', () => {
    expect(ids('training_data')).toEqual(['state:DATA'])
    expect(ids('preprocess')).toEqual(['state:DATA'])
    expect(ids('主题')).toEqual(['theme:dark'])
    expect(ids('批次')).toEqual(['saved:夜班'])
  })

  it('comes, among equals, in the order in which it was used lately, never before what fits better', () => {
    expect(ids('train', ['state:TRAIN_FAILED', 'phase:training'])).toEqual(['state:TRAIN_FAILED', 'phase:training', 'view:training', 'state:DATA'])
    expect(ids('train', ['state:DATA'])).toEqual(['phase:training', 'state:TRAIN_FAILED', 'view:training', 'state:DATA'])
  })

  it('is everything for no text', () => {
    expect(ids('  ')).toEqual(commands.map(({ id }) => id))
  })
})
