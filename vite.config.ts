import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

export default defineConfig({
  root: "src/web",
  plugins: [tailwindcss()],
  build: {
    outDir: "../../dist/web",
    emptyOutDir: true,
    // Files only: an inlined data: URL or the polyfill would ask more of the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // React libraries mark client modules for servers that render; there is none here.
      onLog: (level, log, report) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:4780" } },
});
