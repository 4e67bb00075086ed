import type { Smtp } from '../config.ts'

export type Letter = Readonly<{ to: string; subject: string; text: string }>

const LOOPBACK = /^(localhost|127\.0\.0\.1|::1)$/

/** One letter as plain text. The line to the mail server is encrypted or nothing is sent, but to this machine itself. */
export async function sendLetter({ url, from }: Smtp, letter: Letter): Promise<void> {
  const { createTransport } = await import('nodemailer')
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const host = hostname.replace(/^\[|\]$/g, '')
  const transport = createTransport({
    ...{ host, port: port === '' ? (secure ? 465 : 587) : Number(port), secure },
    requireTLS: !secure && !LOOPBACK.test(host),
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...{ connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 },
    // A letter is text: nothing in it may name a file of this machine or another address to be fetched.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  try {
    await transport.sendMail({ from, ...letter })
  } finally {
    transport.close()
  }
}
