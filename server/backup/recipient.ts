import { Encrypter } from 'age-encryption'

/** Whether it is a public key of age, whole and without a slip of the pen. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text)
    return text.startsWith('age1')
  } catch {
    return false
  }
}
