/**
 * Lets a page open again without a network once it was here: the network first, what was kept only where it fails or stays
 * silent. A page is one reply, so an old and a new version never mix, and nothing is taken over while somebody answers.
 */
type Fetching = Event & Readonly<{ request: Request; respondWith: (reply: Promise<Response>) => void }>

const PAGES = 'hailong-pages'
const PATIENCE_MS = 5_000

/** Only a page of this server carries its policy: a sign-in page of a network is shown, and not kept. */
const isOurs = (reply: Response) =>
  reply.status === 200 && /^default-src 'none'/.test(reply.headers.get('content-security-policy') ?? '')

async function pageFor(request: Request): Promise<Response> {
  const pages = await caches.open(PAGES)
  const kept = await pages.match(request.url, { ignoreVary: true })
  const coming = fetch(request).then(async (reply) => {
    if (isOurs(reply)) await pages.put(request.url, reply.clone())
    return reply
  })
  if (!kept) return coming
  const late = new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE_MS, kept))
  return Promise.race([coming.catch(() => kept), late])
}

addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching
  if (request.method === 'GET' && request.mode === 'navigate') respondWith.call(event, pageFor(request))
})
