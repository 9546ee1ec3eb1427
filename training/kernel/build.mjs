// Compiles kernel.as and writes the bytes into lambdas/core/syntax/kernel-bytes.ts; with --check it only compares.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const here = import.meta.dirname;
const target = join(here, '../../lambdas/core/syntax/kernel-bytes.ts');
const work = mkdtempSync(join(tmpdir(), 'kernel-'));
try {
  // The compiler wants its own file extension; ours keeps the source out of the type checker of the project.
  writeFileSync(join(work, 'kernel.ts'), readFileSync(join(here, 'kernel.as')));
  const { error, stderr } = await asc.main([
    'kernel.ts',
    '--baseDir',
    work,
    '-O3',
    '--enable',
    'simd',
    '--enable',
    'relaxed-simd',
    '--runtime',
    'stub',
    '--noAssert',
    '--importMemory',
    '-o',
    'kernel.wasm',
  ]);
  if (error) throw new Error(stderr.toString());
  const bytes = readFileSync(join(work, 'kernel.wasm')).toString('base64');
  const lines = (bytes.match(/.{1,100}/g) ?? []).map((line) => `  '${line}',`).join('\n');
  const source = `// Generated from training/kernel/kernel.as by \`npm run build:kernel\`: WebAssembly, base64.

export const KERNEL_BASE64: string = [
${lines}
].join('');
`;
  if (process.argv.includes('--check')) {
    if (readFileSync(target, 'utf8') !== source)
      throw new Error('kernel-bytes.ts is not what kernel.as compiles to');
  } else {
    writeFileSync(target, source);
  }
} finally {
  rmSync(work, { recursive: true });
}
