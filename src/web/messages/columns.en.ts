/** The words of the menu of columns. */
export const columnsEn = {
  title: 'Columns',
  earlier: (name: string) => `Move ${name} to the left`,
  later: (name: string) => `Move ${name} to the right`,
  narrower: (name: string) => `Make ${name} narrower`,
  wider: (name: string) => `Make ${name} wider`,
  placed: (name: string, place: number, of: number) => `${name}: place ${place} of ${of}.`,
  wide: (name: string, px: number) => `${name}: ${px} pixels wide.`,
  rest: 'Takes the remaining width.',
  hint: 'Kept in this browser.',
  reset: 'Reset',
}
