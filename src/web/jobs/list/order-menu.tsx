import { sortDirs, sortKeys } from '#contract/job-filters.ts'
import type { SortDir } from '#contract/job-filters.ts'
import type { Source } from '#contract/source.ts'
import { goTo, toAddress } from '../../address.ts'
import { useMessages } from '../../messages/messages.tsx'
import { orderEn } from '../../messages/order.en.ts'
import { orderZhCN } from '../../messages/order.zh-CN.ts'
import { Icon } from '../../ui/icon.tsx'
import { timeText } from '../filters/filter-text.ts'
import { asksWhenFailed, orderOf, withOrder } from '../job-search.ts'
import type { JobSearch, Order, OrderKey } from '../job-search.ts'

const words = { en: orderEn, 'zh-CN': orderZhCN } as const

/** Every order the list can have on this source, the one by the time of failure where that is asked for. */
function ordersOf(source: Source, search: JobSearch): Order[] {
  const keys = sortKeys.filter((key) => source.sort_keys.includes(key))
  return [
    ...(asksWhenFailed(search, source) ? [{ key: 'failure', dir: 'desc' } as const] : []),
    ...keys.flatMap((key) => sortDirs.toReversed().map((dir) => ({ key, dir }))),
  ]
}

interface OrderMenuProps {
  source: Source
  search: JobSearch
  /** `line`: beside the chips, without a label that is seen; `icon`: there, where room is scarce; `sheet`: a field of the sheet of filters. */
  look: 'line' | 'icon' | 'sheet'
}

/** What the list is sorted by and in which direction, also where no column shows it. */
export function OrderMenu({ source, search, look }: OrderMenuProps) {
  const { messages, language } = useMessages()
  const text = words[language]
  const names: Record<OrderKey, string> = {
    failure: messages.chips.failed,
    create_time: messages.panel.created,
    update_time: timeText('updated', source.cloud, messages),
    asset_order: text.assetOrder,
  }
  const nameOf = ({ key, dir }: Order) => {
    const ways: Record<SortDir, (name: string) => string> =
      key === 'asset_order' ? { asc: text.ascending, desc: text.descending } : { asc: text.oldest, desc: text.newest }
    return ways[dir](names[key])
  }
  const { key, dir } = orderOf(search, source)
  const orders = ordersOf(source, search)
  const isLine = look !== 'sheet'
  return (
    <label className={isLine ? 'relative flex-none max-tablet:hidden' : 'relative min-w-0 flex-none basis-full'}>
      <span className={isLine ? 'sr-only' : 'block pb-1 text-small font-medium text-ink-3'}>{text.title}</span>
      <select
        value={`${key} ${dir}`}
        title={look === 'icon' ? nameOf({ key, dir }) : undefined}
        className={
          isLine
            ? `h-7 appearance-none rounded-control bg-transparent ps-7 quick [field-sizing:content] hover:bg-sunk ${look === 'icon' ? 'w-8 text-transparent *:text-ink forced-colors:ps-8' : 'max-w-72 pe-2 text-ellipsis text-ink-2 hover:text-ink'}`
            : 'h-9 w-full appearance-none rounded-control border border-control bg-surface ps-2.5 pe-7 text-ellipsis'
        }
        onChange={({ target }) => {
          const chosen = orders[target.selectedIndex]
          if (chosen !== undefined) goTo(toAddress(source.id, withOrder(search, chosen)))
        }}
      >
        {orders.map((order) => (
          <option key={`${order.key} ${order.dir}`} value={`${order.key} ${order.dir}`}>{nameOf(order)}</option>
        ))}
      </select>
      {isLine ? (
        <Icon name={dir === 'desc' ? 'sort-down' : 'sort-up'} className="pointer-events-none absolute top-1.5 left-2 text-ink-3" />
      ) : (
        <Icon name="down" size={14} className="pointer-events-none absolute right-2.5 bottom-[11px] text-ink-3" />
      )}
    </label>
  )
}
