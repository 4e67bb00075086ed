import { createSignal } from 'solid-js'

/** The phone's own voice, offered only where it has one for the language of the page. */
export function createReadAloud(language: string) {
  const [able, setAble] = createSignal(false)
  const speech = typeof speechSynthesis === 'undefined' ? undefined : speechSynthesis
  const look = () => setAble(speech?.getVoices().some((voice) => voice.lang.startsWith(language)) ?? false)
  look()
  speech?.addEventListener?.('voiceschanged', look)
  return {
    able,
    say(text: string): void {
      const words = new SpeechSynthesisUtterance(text)
      words.lang = language
      speech?.cancel()
      speech?.speak(words)
    },
  }
}
