/** Line drawings from the theatre for the empty faces: a spot on an empty stage, a bare clothes rail, a pulled plug. */
const scenes = {
  stage: (
    <>
      <path d="M66 18 46 74h40z" fill="var(--sunk)" stroke="none" />
      <ellipse cx="66" cy="74" rx="20" ry="4" fill="var(--sunk)" stroke="var(--line)" />
      <path d="M59 10h14l3 8H56zM66 4v6M20 76h24M88 76h24" />
      <path d="M58 58h16M60 58l-3 16M72 58l3 16M59 67h14" stroke="var(--ink-2)" />
    </>
  ),
  rail: (
    <>
      <path d="M26 16h80M32 16v58M100 16v58M24 76h16M92 76h16" />
      <path d="M48 28l-8 6h16zM48 28v-6a3 3 0 0 1 0-6M86 28l-8 6h16zM86 28v-6a3 3 0 0 1 0-6" stroke="var(--line)" />
      <path d="M67 32 50 44h34zM67 32v-5a4 4 0 1 0-4-4" stroke="var(--ink-2)" />
    </>
  ),
  plug: (
    <>
      <path d="M10 58c10 2 14-2 20-8s12-8 20-6" />
      <path d="M122 58c-10 2-14-2-20-8s-10-7-17-6" />
      <path d="M50 34h14v20H50zM64 39h7M64 49h7" stroke="var(--ink-2)" />
      <path d="M85 54c-6 0-10-4-10-10s4-10 10-10z" stroke="var(--ink-2)" />
      <path d="M66 22l-3-7M76 22l3-7" stroke="var(--line)" />
    </>
  ),
} as const

export type SceneName = keyof typeof scenes

export function Scene({ name }: { name: SceneName }) {
  return (
    <svg viewBox="0 0 132 88" width="132" height="88" aria-hidden="true" fill="none" stroke="var(--control)" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      {scenes[name]}
    </svg>
  )
}
