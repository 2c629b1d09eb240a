import type { ReactNode } from 'react'
import { Part } from './part.tsx'
import { partOf } from './part-of.tsx'
import type { SceneName } from './scene.tsx'

/** Most visits see none. */
const Scene = partOf(async () => (await import('./scene.tsx')).Scene, true)

interface BlankProps {
  /** `h1` where nothing else names the page. */
  as?: 'h1' | 'h2'
  scene: SceneName
  title: string
  text?: string
  children?: ReactNode
}

/** Empty space, drawn: a picture, one sentence in bold, one that explains, and what can be done. */
export function Blank({ as: Title = 'h2', scene, title, text, children }: BlankProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-auto px-7 py-6 text-center">
      {/* The words stand where they stand with or without the picture. */}
      <div className="mb-4 h-[88px] flex-none">
        <Part of={scene}>
          <Scene name={scene} />
        </Part>
      </div>
      <Title className="max-w-96 text-read font-semibold text-balance text-ink">{title}</Title>
      {text !== undefined && <p className="max-w-80 text-read text-balance text-ink-2">{text}</p>}
      {children}
    </div>
  )
}
