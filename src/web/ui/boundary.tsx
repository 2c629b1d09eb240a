import { Component, createContext } from 'react'
import type { ReactNode } from 'react'
import { retryMissing } from '../missing-parts.ts'
import { isForWantOfNetwork, renewParts } from './part-of.tsx'

/** Another attempt, for what stands where a part would be that failed. */
export const RetryContext = createContext<(() => void) | undefined>(undefined)

interface BoundaryProps {
  /** What stands where the part would be. */
  fallback: ReactNode
  /** Another value is another attempt: the address, the job, whatever the fault may have come with. */
  of: string
  children: ReactNode
}

/**
 * Keeps a fault in one part, in its drawing or in the fetching of its code, from taking the rest of the page with it. That the network
 * is back is another attempt as well.
 */
export class Boundary extends Component<BoundaryProps, { of: string; hasFailed: boolean }> {
  override state = { of: this.props.of, hasFailed: false }

  static getDerivedStateFromProps(props: BoundaryProps, before: { of: string }) {
    return props.of === before.of ? null : { of: props.of, hasFailed: false }
  }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override componentDidCatch(error: Error) {
    renewParts()
    // Back before the failure was drawn: nothing tells of it any more.
    if (navigator.onLine && isForWantOfNetwork(error)) this.tryAgain()
    else addEventListener('online', this.tryAgain, { once: true })
  }

  override componentWillUnmount() {
    removeEventListener('online', this.tryAgain)
  }

  tryAgain = () => this.setState({ hasFailed: false })

  onRetry = () => {
    retryMissing()
    this.tryAgain()
  }

  override render() {
    const { children, fallback } = this.props
    return this.state.hasFailed ? <RetryContext value={this.onRetry}>{fallback}</RetryContext> : children
  }
}
