import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { codeOf, DiskError } from '../failure.ts';

/** A file open for reading. Whoever opened it closes it. */
export interface OpenFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** Changes whenever the file does, without quotes: it can be an entity tag. */
  readonly stamp: string;
}

/**
 * Opens a plain file; null when there is none, or a link, a folder or a device in its place. Throws
 * `DiskError`.
 */
export async function openFile(path: string): Promise<OpenFile | null> {
  let handle: FileHandle;
  try {
    // Not to follow a link, and not to wait for the other end of a pipe. Windows knows neither.
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
    handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    if (ABSENT.has(code)) return null;
    throw new DiskError(path, 'read', code, error);
  }
  try {
    const status = await handle.stat({ bigint: true });
    if (status.isFile()) {
      const { dev, ino, mtimeNs, ctimeNs } = status;
      const stamp = [dev, ino, status.size, mtimeNs, ctimeNs]
        .map((it) => it.toString(36))
        .join('-');
      return { handle, size: Number(status.size), stamp };
    }
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return null;
}

/** `EMLINK` is how some systems refuse to follow a link, `ENXIO` and `EISDIR` what other kinds of file answer. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK', 'ENXIO', 'EISDIR', 'ENAMETOOLONG']);
