import { Component } from 'react'
import type { ReactNode } from 'react'
import { renewParts } from './part-of.tsx'

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

  override componentDidCatch() {
    renewParts()
    addEventListener('online', this.tryAgain, { once: true })
  }

  override componentWillUnmount() {
    removeEventListener('online', this.tryAgain)
  }

  tryAgain = () => this.setState({ hasFailed: false })

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children
  }
}
