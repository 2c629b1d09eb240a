/** What is said once a link was copied by its key. */
export const copiedEn = {
  list: 'Link to this list copied',
  /** The list has a relative range: the same link is another list tomorrow. */
  movingList: 'Link to this list copied. Its time range moves: it depends on when the link is opened.',
  /** The range begins with a day: the same link is also another list elsewhere. */
  zonedList: 'Link to this list copied. Its time range moves: it depends on when, and in which time zone, the link is opened.',
  job: 'Link to this job copied',
  refused: 'This browser does not allow copying here.',
}
