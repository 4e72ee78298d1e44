/** Container images from folders, without docker and without a registry. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../../tools/tool';

export interface Image {
  /** As charts write it: `docker.io/library/busybox:1.37`. */
  readonly name: string;
  readonly layers: readonly Layer[];
  /** Symbolic links by their paths: `{ '/bin/sh': 'busybox' }`. */
  readonly links?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  /** @default - root */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A file, or a folder with all that is in it, and where it is in the image. */
export interface Layer {
  readonly from: string;
  /** Absolute path; of a file, its own. */
  readonly to: string;
  /** Paths below `from` that are left out: `usr/share/doc`. */
  readonly without?: readonly string[];
}

/** The image as an OCI archive, which `ctr images import` and `kind load image-archive` take. Made once. */
export async function imageArchive(image: Image): Promise<string> {
  const folder = join(cacheFolder(), 'images');
  mkdirSync(folder, { recursive: true });
  const archive = join(folder, `${fingerprint(image)}.tar`);
  if (existsSync(archive)) return archive;
  const work = mkdtempSync(`${archive}.unfinished-`);
  try {
    await writeImage(image, work);
    await tar(join(work, 'archive'), ['-C', join(work, 'oci'), '.']);
    renameSync(join(work, 'archive'), archive);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return archive;
}

const MEDIA_TYPE = 'application/vnd.oci.image.';

async function writeImage(
  { name, links, entrypoint, user = '', env = {}, ...image }: Image,
  work: string,
): Promise<void> {
  const layers = [...image.layers];
  const blobs = join(work, 'oci', 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const blob = (kind: string, value: object) => {
    const text = JSON.stringify(value);
    const digest = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(blobs, digest), text);
    return { mediaType: MEDIA_TYPE + kind, digest: `sha256:${digest}`, size: Buffer.byteLength(text) };
  };
  const packed = [];
  if (links) layers.push({ from: folderOfLinks(links, work), to: '/' });
  for (const layer of layers) packed.push(await writeLayer(layer, work, blobs));
  const config = blob('config.v1+json', {
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config: { Entrypoint: entrypoint, User: user, Env: Object.entries(env).map(pair => pair.join('=')) },
    // Uncompressed, so that the digest of a layer is that of its content.
    rootfs: { type: 'layers', diff_ids: packed.map(({ digest }) => digest) },
  });
  const manifest = blob('manifest.v1+json', {
    schemaVersion: 2,
    mediaType: `${MEDIA_TYPE}manifest.v1+json`,
    config,
    layers: packed,
  });
  const annotations = { 'io.containerd.image.name': name };
  const index = { schemaVersion: 2, manifests: [{ ...manifest, annotations }] };
  writeFileSync(join(work, 'oci', 'index.json'), JSON.stringify(index));
  writeFileSync(join(work, 'oci', 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

function folderOfLinks(links: Readonly<Record<string, string>>, work: string): string {
  const folder = join(work, 'links');
  for (const [path, target] of Object.entries(links)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  return folder;
}

async function writeLayer({ from, to, without = [] }: Layer, work: string, blobs: string) {
  const file = join(work, 'layer');
  const target = to.replace(/^\/+|\/+$/g, '');
  const isFile = statSync(from).isFile();
  const [folder, member] = isFile ? [join(from, '..'), from.split('/').at(-1) as string] : [from, '.'];
  // Only names are rewritten (r), not what symbolic links point to.
  const rename = isFile ? `flags=r;s,^.*$,./${target},` : `flags=r;s,^[.],./${target},`;
  const left = without.map(path => `--exclude=./${path}`);
  await tar(file, [...left, `--transform=${rename}`, '-C', folder, member]);
  const digest = await digestOf(file);
  renameSync(file, join(blobs, digest));
  const { size } = statSync(join(blobs, digest));
  return { mediaType: `${MEDIA_TYPE}layer.v1.tar`, digest: `sha256:${digest}`, size };
}

/** Owned by root, readable by all, without times, in order: the same files give the same image. */
const ALIKE = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=@0', '--mode=a+rX'];

async function tar(file: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)('tar', ['-cf', file, ...ALIKE, ...args]);
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** What is in the tool cache is named after its content; all else is read. */
function fingerprint(image: Image): string {
  const hash = createHash('sha256').update(JSON.stringify([image, ALIKE]));
  for (const { from } of image.layers) if (!from.startsWith(cacheFolder())) hash.update(contentOf(from));
  return hash.digest('hex').slice(0, 24);
}

function contentOf(path: string): string {
  if (statSync(path).isFile()) return readFileSync(path, 'base64');
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map(file => `${file.slice(path.length)}\0${readFileSync(file, 'base64')}`)
    .join('\0');
}
