// Where the files beside the code lie: in the repository, or in the folder that the bundle was unpacked to.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of an asset of the manifest, e.g. `assetPath('seeds/speakers.json')`.
 * `root` is ASSETS_ROOT of the environment; without it, the repository that this file lies in.
 */
export function assetPath(path: string, root = process.env.ASSETS_ROOT): string {
  return root ? join(root, path) : fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
