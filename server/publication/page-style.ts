/** The styles of the public page: they stand inside it, under a policy that names their hash. */
export const PAGE_STYLE = `
:root{--ink:#16202a;--soft:#4b5863;--paper:#fff;--back:#f6f7f5;--line:#c9d0d3;--accent:#0b6e6e;--green:#1b6e3c;--amber:#9a5b00;--red:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf0;--soft:#aab6bf;--paper:#141b21;--back:#1b242b;--line:#3c4952;--accent:#5cc4c4;--green:#7fd29b;--amber:#f0b35a;--red:#ff9b92}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);font:17px/1.55 system-ui,sans-serif}
main,header,footer{max-width:60rem;margin:0 auto;padding:0 16px}h1{font-size:1.6rem;line-height:1.25;margin:24px 0 8px}h2{font-size:1.2rem;margin:32px 0 8px}
a{color:var(--accent)}a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible,.box:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999px}.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px;margin:16px 0}
.soft{color:var(--soft)}.small{font-size:.875rem}.big{font-size:2.4rem;font-weight:700;margin:0}
.note{border-left:4px solid var(--amber);padding:8px 12px;background:var(--paper)}
.met{color:var(--green)}.inconclusive{color:var(--amber)}.missed{color:var(--red)}.met,.inconclusive,.missed{font-weight:700}
.box{overflow-x:auto;background:var(--paper);border:1px solid var(--line);border-radius:8px}table{border-collapse:collapse;width:100%}
th,td{padding:8px 12px;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}thead th{font-weight:700;font-size:.875rem}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tr:last-child>*{border-bottom:0}caption{text-align:left;padding:8px 12px}caption h2,.card h2,.card h1{margin:0}.box{margin:24px 0}
svg{display:block;width:160px;height:20px}.axis{stroke:var(--line)}.range{stroke:var(--accent);stroke-width:3}.dot{fill:var(--accent)}.goal{stroke:var(--ink);stroke-dasharray:3 2}
details{margin:16px 0}summary{cursor:pointer;padding:12px 0;font-weight:700;min-height:48px}
label{display:block;font-weight:700}input{font:inherit;padding:10px 12px;border:1px solid var(--soft);border-radius:8px;background:var(--paper);color:var(--ink);width:100%;max-width:20rem;min-height:48px}
button{font:inherit;font-weight:700;min-height:48px;padding:10px 20px;border:0;border-radius:8px;background:var(--accent);color:var(--paper);margin-top:8px}
footer li,td,th{overflow-wrap:anywhere}code{font-size:.875rem}footer{padding:24px 16px 48px}li{margin:4px 0}
`.trim()
