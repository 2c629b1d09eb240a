/** A key as it stands on a keyboard. `on`: the ground it lies on. */
export function KeyCap({ children, on = 'ground', className = '' }: { children: string; on?: 'ground' | 'accent'; className?: string }) {
  const look = on === 'accent' ? 'border-on-accent/35 text-on-accent' : 'border-line bg-sunk text-ink-3'
  return <kbd className={`min-w-[18px] flex-none rounded-box border px-1 text-center font-sans text-[11px] leading-4 ${look} ${className}`}>{children}</kbd>
}
