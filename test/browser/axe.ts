import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * axe for a page. There are no frames, so it needs no second page to gather its findings in; and only findings are described whole: to
 * describe each element that is well takes as long as to look at it.
 */
export const lookWithAxe = (page: Page): AxeBuilder => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
