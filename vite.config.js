// One stylesheet and one script with fixed names: Django serves them, no manifest to read.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { compressed, icons } from "./frontend/building.js";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  publicDir: false,
  plugins: [icons(), compressed()],
  build: {
    outDir: here("./src/gongyue/static/build"),
    emptyOutDir: true,
    // WeChat's browser and the domestic desktop browsers lag the newest engines by years.
    target: ["chrome105", "safari15.4"],
    cssTarget: ["chrome105", "safari15.4"],
    assetsInlineLimit: 8192,
    lib: { entry: here("./frontend/app.js"), formats: ["iife"], name: "gongyue", cssFileName: "app" },
    rolldownOptions: {
      output: { entryFileNames: "app.js", assetFileNames: "[name][extname]" },
      // htmx holds an eval we switch off at start (frontend/app.js).
      checks: { eval: false, pluginTimings: false },
    },
  },
  css: {
    preprocessorOptions: { scss: { quietDeps: true, loadPaths: [here("./node_modules")] } },
  },
});
