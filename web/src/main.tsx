/** Starts the dashboard. */
import './locale-guard.ts'
import { render } from 'preact'
import { App } from './app.tsx'
import { startClock } from './clock.ts'
import { startTheme } from './theme.ts'

startTheme()
startClock()

const root = document.getElementById('app')
if (root) render(<App />, root)
