import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The address of a running host, for `npm run dev`. */
const host = process.env.CONSOLE_HOST ?? 'http://127.0.0.1:5080';
const served = ['/v1', '/scalar', '/openapi', '/sign-in', '/icon.svg'];

export default defineConfig(({ command }) => ({
  plugins: [react()],
  base: command === 'build' ? '/console/' : '/',
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: '../CsMonolith.Host/wwwroot/console',
    emptyOutDir: true,
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: Object.fromEntries(served.map((path) => [path, { target: host }])),
  },
}));
