import * as fc from 'fast-check'
import { expect, it } from 'vitest'

it('gives a property the same cases each time', () => {
  const drawn = () => {
    const cases: number[] = []
    fc.assert(fc.property(fc.nat(), (number) => void cases.push(number)))
    return cases
  }
  expect(drawn()).toEqual(drawn())
})
