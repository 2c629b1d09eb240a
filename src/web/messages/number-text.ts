/**
 * A whole number with its thousands apart: `12,345`. English and Chinese write it alike, as `Intl` would; but to ask `Intl` for its
 * first number takes longer than all else that the words of a page need.
 */
export const numberText = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')
