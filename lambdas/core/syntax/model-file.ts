// Reads the weights file: a magic word, a JSON header, then tensors. Written by training/export.py.

const MAGIC = 'STSYN001';

interface TensorEntry {
  readonly type: 'i8' | 'f32' | 'u8';
  readonly offset: number;
  readonly shape: readonly number[];
}

export interface ModelHeader {
  readonly width: number;
  readonly half: number;
  readonly layers: number;
  readonly arc: number;
  readonly label: number;
  readonly buckets: number;
  readonly tagLayer: number;
  readonly upos: readonly string[];
  readonly xpos: readonly string[];
  readonly deprel: readonly string[];
  readonly tensors: Readonly<Record<string, TensorEntry>>;
}

/** The weights as views on (or copies of) the bytes handed in. */
export interface ModelFile {
  readonly header: ModelHeader;
  /** signed bytes of a tensor, row by row */
  bytes(name: string): Int8Array;
  floats(name: string): Float32Array;
  text(name: string): string;
}

/** Raised when the bytes are not a weights file that this code can run. */
export class ModelFileError extends Error {
  readonly code = 'syntax-model-invalid';
}

/** Reads the header and gives access to the tensors. Throws {@link ModelFileError}. */
export function readModelFile(file: Uint8Array): ModelFile {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 16 || new TextDecoder('latin1').decode(file.subarray(0, 8)) !== MAGIC) {
    throw new ModelFileError('not a syntax model');
  }
  const length = view.getUint32(8, true);
  const base = view.getUint32(12, true);
  if (base + 4 > file.length || 16 + length > base) throw new ModelFileError('truncated syntax model');
  const header = JSON.parse(new TextDecoder().decode(file.subarray(16, 16 + length))) as ModelHeader;

  function find(name: string, type: TensorEntry['type'], unit: number): Uint8Array {
    const entry = header.tensors[name];
    if (!entry || entry.type !== type) throw new ModelFileError(`no tensor ${name} of type ${type}`);
    const size = entry.shape.reduce((a, b) => a * b, unit);
    const start = base + entry.offset;
    if (start + size > file.length) throw new ModelFileError(`tensor ${name} is cut short`);
    return file.subarray(start, start + size);
  }

  return {
    header,
    bytes(name) {
      const part = find(name, 'i8', 1);
      return new Int8Array(part.buffer, part.byteOffset, part.length);
    },
    floats(name) {
      const part = find(name, 'f32', 4);
      return new Float32Array(new Uint8Array(part).buffer); // a copy, aligned; Buffer.slice would share
    },
    text(name) {
      return new TextDecoder().decode(find(name, 'u8', 1));
    },
  };
}
