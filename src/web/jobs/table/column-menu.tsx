import { useEffect, useRef, useState } from 'react'
import type { Source } from '#contract/source.ts'
import { columnsEn } from '../../messages/columns.en.ts'
import { columnsZhCN } from '../../messages/columns.zh-CN.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/check-box.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, openMenu } from '../../ui/menu.tsx'
import { useCommands } from '../../use-keys.tsx'
import { columnWidthsPx, firstColumns, useColumnChoice, widthBoundsPx } from './column-choice.ts'
import type { MovableColumn } from './column-choice.ts'
import { columnsOf, columnText } from './job-columns.tsx'
import { chooseColumns, resizeColumn } from './keep-columns.ts'

const words = { en: columnsEn, 'zh-CN': columnsZhCN } as const
const stepPx = 16

/** Which columns are shown, in which order and how wide; kept in this browser. */
export function ColumnMenu({ source }: { source: Source }) {
  const { messages, language } = useMessages()
  const text = words[language]
  const choice = useColumnChoice()
  const [said, setSaid] = useState('')
  const list = useRef<HTMLUListElement>(null)
  const menu = useRef<HTMLDetailsElement>(null)
  useCommands({ columns: () => openMenu(menu) })
  const focusOn = useRef<string>(undefined)
  const nameOf = (id: MovableColumn | 'name') => columnText(id, source.cloud, messages)
  const here: readonly string[] = columnsOf(source)
  const order = choice.order.filter((id) => here.includes(id))
  // A row that moves takes the focus along.
  useEffect(() => {
    const [id, by] = focusOn.current?.split(' ') ?? []
    focusOn.current = undefined
    if (id === undefined) return
    const buttons = list.current?.querySelectorAll<HTMLButtonElement>(`[data-id='${id}'] [data-by]:not(:disabled)`)
    const wanted = [...(buttons ?? [])]
    ;(wanted.find((button) => button.dataset['by'] === by) ?? wanted[0])?.focus()
  })

  const isShown = (id: MovableColumn) => !choice.hidden.includes(id)
  /** Where a column comes to stand: past the next that is shown, for one that is hidden past the next. `-1` where there is none. */
  const targetOf = (id: MovableColumn, by: 1 | -1) => {
    const at = order.indexOf(id)
    const counts = (one: MovableColumn) => isShown(one) || !isShown(id)
    return by === 1 ? order.findIndex((one, index) => index > at && counts(one)) : order.findLastIndex((one, index) => index < at && counts(one))
  }
  const move = (id: MovableColumn, by: 1 | -1) => {
    const target = targetOf(id, by)
    const next = order.filter((one) => one !== id).toSpliced(target, 0, id)
    focusOn.current = `${id} ${by}`
    chooseColumns({ order: [...next, ...choice.order.filter((one) => !next.includes(one))] })
    setSaid(text.placed(nameOf(id), target + 1, order.length))
  }
  const resize = (id: MovableColumn | 'name', by: number) => {
    const width = (choice.widths[id] ?? columnWidthsPx[id]) + by
    resizeColumn(id, width)
    setSaid(text.wide(nameOf(id), Math.min(widthBoundsPx.most, Math.max(widthBoundsPx.least, width))))
  }
  const sizes = (id: MovableColumn | 'name') => {
    const name = nameOf(id)
    const width = choice.widths[id] ?? columnWidthsPx[id]
    return (
      <>
        <IconButton icon="minus" label={text.narrower(name)} disabled={width <= widthBoundsPx.least} className="size-6!" onClick={() => resize(id, -stepPx)} />
        <IconButton icon="plus" label={text.wider(name)} disabled={width >= widthBoundsPx.most} className="size-6!" onClick={() => resize(id, stepPx)} />
      </>
    )
  }

  return (
    <Menu ref={menu} className="flex-none max-tablet:hidden">
      <summary title={text.title} className="inline-flex h-7 list-none items-center gap-1.5 rounded-control px-2 whitespace-nowrap text-ink-2 quick hover:bg-sunk hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon name="columns" className="text-ink-3" />
        <span>{text.title}</span>
      </summary>
      <div role="group" aria-label={text.title} className="absolute end-0 top-full z-4 mt-1 w-80 rounded-panel border border-line bg-raised p-1 text-ink shadow-floating">
        <ul ref={list}>
          <li className="flex h-8 items-center gap-0.5 ps-2.5 pe-1">
            <span className="flex-1 text-ink-2">{messages.list.columns.name}</span>
            {sizes('name')}
            <span className="w-[50px]" />
          </li>
          {order.map((id) => {
            const name = nameOf(id)
            return (
              <li key={id} data-id={id} className="flex h-8 items-center gap-0.5 rounded-control ps-2.5 pe-1 quick hover:bg-hover">
                <span className="flex h-full min-w-0 flex-1 *:w-full">
                  <CheckBox
                    choice={isShown(id) ? 'on' : 'off'}
                    onChange={(isOn) => chooseColumns({ hidden: isOn ? choice.hidden.filter((one) => one !== id) : [...choice.hidden, id] })}
                  >
                    <span className="cut">{name}</span>
                  </CheckBox>
                </span>
                {id === 'reason' ? <span className="w-[50px]" title={text.rest} /> : sizes(id)}
                <IconButton icon="up" data-by="-1" label={text.earlier(name)} disabled={targetOf(id, -1) === -1} className="size-6!" onClick={() => move(id, -1)} />
                <IconButton icon="down" data-by="1" label={text.later(name)} disabled={targetOf(id, 1) === -1} className="size-6!" onClick={() => move(id, 1)} />
              </li>
            )
          })}
        </ul>
        <div className="mt-1 flex items-center gap-2 border-t border-line-soft px-1.5 pt-1">
          <p className="flex-1 ps-1 text-small text-ink-3">{text.hint}</p>
          <Button disabled={choice === firstColumns} onClick={() => chooseColumns(firstColumns)}>{text.reset}</Button>
        </div>
        <p role="status" className="sr-only">{said}</p>
      </div>
    </Menu>
  )
}
