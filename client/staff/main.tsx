import { render } from 'solid-js/web'
import '../ui/fonts.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/surfaces.css'
import '../ui/table-cards.css'
import './shell.css'
import './field.css'
import { App } from './app.tsx'

const root = document.getElementById('root')
if (root) render(() => <App />, root)
