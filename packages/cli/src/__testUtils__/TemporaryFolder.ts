import { ClusterSnapshot } from 'backstage-plugin-eks-iam-health-common';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for the files of one test, gone when it is removed. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'eks-iam-health-'));

  /** Writes a file, text as it is and anything else as JSON; gives its path. */
  write(name: string, content: unknown): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      typeof content === 'string' ? content : JSON.stringify(content),
    );
    return path;
  }

  snapshot(name: string, snapshot: ClusterSnapshot): string {
    return this.write(name, snapshot);
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}
