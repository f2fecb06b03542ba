/**
 * Builds the dashboard to static files under web/dist, served by the server at /ui/.
 * One script and one style sheet, nothing inlined: the page's Content-Security-Policy forbids it.
 */
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/ui/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 300,
  },
})
