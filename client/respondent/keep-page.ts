/** This page can be opened without a network from now on, where the browser can do such a thing; elsewhere nothing is lost. */
export async function keepPage(worker: string, scope: string): Promise<void> {
  try {
    await navigator.serviceWorker.register(worker, { scope })
    const pages = await caches.open('hailong-pages')
    await pages.add(location.pathname + location.search)
  } catch {}
}
