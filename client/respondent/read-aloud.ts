import { createSignal } from './signals.ts'

/** The phone's own voice, offered only where it has one for the language of the page. */
export function createReadAloud(language: string) {
  const [able, setAble] = createSignal(false)
  const speech = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis
  const look = () => setAble(speech?.getVoices().some((voice) => voice.lang.startsWith(language)) ?? false)
  look()
  speech?.addEventListener?.('voiceschanged', look)
  const hush = () => speech?.cancel()
  return {
    able,
    /** Nobody hears one question while another one stands before them. */
    hush,
    /** What is on the screen, line by line: the notice, or the question and then its answers one by one. */
    say(): void {
      const lines = [...document.querySelectorAll<HTMLElement>('main :is(h1,legend,p,li,label)')]
        .filter((line) => line.offsetParent)
        .map((line) => line.textContent)
      const words = new SpeechSynthesisUtterance(lines.join('. '))
      words.lang = language
      hush()
      speech?.speak(words)
    },
  }
}

export type ReadAloud = ReturnType<typeof createReadAloud>
