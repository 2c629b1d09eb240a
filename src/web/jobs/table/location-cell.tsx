import { useMessages } from '../../messages/messages.tsx'

interface LocationCellProps {
  places: readonly string[] | undefined
  toFilter: (place: string) => string
}

/** Where a job may be trained, each place a way to filter by it. The keyboard brings what is cut into sight. */
export function LocationCell({ places = [], toFilter }: LocationCellProps) {
  const { messages } = useMessages()
  return (
    <ul className="flex gap-2.5 overflow-hidden whitespace-nowrap" title={places.join(messages.between.words)}>
      {places.map((place, index) => (
        <li key={`${index}-${place}`} className="min-w-6 flex-none">
          <a href={toFilter(place)} aria-label={messages.list.filterBy(messages.filters.train_location, place)} className="text-ink-2 quick hover:text-accent">
            <bdi>{place}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}
