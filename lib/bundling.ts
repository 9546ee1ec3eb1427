// How the code of functions is bundled and started: by CDK for Lambda, and by the benchmarks to measure what is deployed.

/** esbuild's options as CDK names them too. */
export const BUNDLING = {
  target: 'node24',
  sourcesContent: false,
  mainFields: ['module', 'main'],
};

/**
 * Not `minify` and `keepNames`: these cut names and set them again on every function that is made, also inside of others,
 * which takes an eighth of the extractor's time. Here names stay as they are, and with them the bundle 100 kB larger.
 */
export const MINIFYING = { minifyWhitespace: true, minifySyntax: true };

/** The same as arguments of esbuild, for CDK, which names none of them. */
export const MINIFYING_ARGUMENTS = { '--minify-whitespace': true, '--minify-syntax': true };

/** CommonJS packages inside an ES module look for these. */
export const BUNDLE_BANNER = [
  "import { createRequire as createRequire_ } from 'node:module';",
  'const require = createRequire_(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join(' ');

/** What every function is started with. */
export const NODE_OPTIONS = '--enable-source-maps';

/**
 * How Lambda's runtime divides a function's memory (MB) on Node's command line, over whatever NODE_OPTIONS says: a tenth
 * for what is young, of which V8 wants half at a time, the rest for what is old. Source: the runtime's `bootstrap`.
 */
export function heapFlags(memoryMb: number): string[] {
  const young = Math.floor(memoryMb / 10);
  return [`--max-semi-space-size=${Math.floor(young / 2)}`, `--max-old-space-size=${memoryMb - young}`];
}
