import type { ReactNode } from 'react'
import { Scene } from './scene.tsx'
import type { SceneName } from './scene.tsx'

interface BlankProps {
  scene: SceneName
  title: string
  text?: string
  children?: ReactNode
}

/** Empty space, drawn: a picture, one sentence in bold, one that explains, and what can be done. */
export function Blank({ scene, title, text, children }: BlankProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center overflow-auto px-7 py-6 text-center">
      <Scene name={scene} />
      <h2 className="max-w-96 text-read font-semibold text-balance text-ink">{title}</h2>
      {text !== undefined && <p className="max-w-80 text-read text-balance text-ink-2">{text}</p>}
      {children}
    </div>
  )
}
