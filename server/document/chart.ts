import * as Plot from '@observablehq/plot'
import { Resvg } from '@resvg/resvg-js'
import { parseHTML } from 'linkedom'
import { type IntervalChart, intervalPlot } from '../../client/charts/interval-chart.ts'
import { withTemporaryFile } from '../temporary-file.ts'
import { tinos } from './font.ts'
import { opaquePng } from './opaque-png.ts'

const WIDTH = 640
/** 640 units over the 160 mm between the margins: 4 of these per unit give about 400 dots an inch. */
const SCALE = 4

/** `opaque` is the same picture for a PDF. */
export type Picture = Readonly<{ png: Buffer; opaque: () => Buffer; width: number; height: number }>

export function intervalSvg(chart: IntervalChart): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>')
  const size = {
    width: WIDTH,
    fontFamily: 'Tinos',
    fontSize: 14,
    document: document as unknown as Plot.PlotOptions['document'],
  }
  const drawn = Plot.plot(intervalPlot(chart, size)) as unknown as { outerHTML: string }
  return drawn.outerHTML.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ')
}

/** The chart as a picture for a document, drawn with our own font: the same bytes on every machine. */
export function intervalPicture(chart: IntervalChart): Picture {
  // The renderer reads fonts from files only.
  return withTemporaryFile('tinos.ttf', tinos('regular'), (font) => {
    const image = new Resvg(intervalSvg(chart), {
      font: { loadSystemFonts: false, fontFiles: [font], defaultFontFamily: 'Tinos' },
      fitTo: { mode: 'zoom', value: SCALE },
      background: '#ffffff',
    }).render()
    return {
      png: image.asPng(),
      opaque: () => opaquePng(image.pixels, image.width, image.height),
      width: image.width / SCALE,
      height: image.height / SCALE,
    }
  })
}
