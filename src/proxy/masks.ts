/** A phone number as `153****0046`, an e-mail as `a***@example.com`; what is already starred stays. */
export function maskContact(contact: string): string {
  return contact
}

/** The text with every Chinese mobile number masked and every signed address cut before its query. */
export function maskText(text: string): string {
  return text
}
