import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrationsDirectory } from './store';

const SCANS = '20261121_scans.js';

async function migrateUntilBefore(db: Knex, target: string): Promise<void> {
  const [, pending]: [unknown, Array<{ file: string }>] = await db.migrate.list(
    { directory: migrationsDirectory },
  );
  for (const { file } of pending) {
    if (file === target) return;
    await db.migrate.up({ directory: migrationsDirectory });
  }
}

const tables = [
  'clusters',
  'scans',
  'reports',
  'snapshots',
  'findings',
  'transitions',
];

describe('migrations', () => {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15', 'POSTGRES_16'],
  });

  it.each(databases.eachSupportedId())(
    `${SCANS} makes its tables and takes them away again, on %p`,
    async id => {
      const db = await databases.init(id);
      const existing = async () => {
        const found = await Promise.all(tables.map(t => db.schema.hasTable(t)));
        return tables.filter((_, i) => found[i]);
      };

      await migrateUntilBefore(db, SCANS);
      await db.migrate.up({ directory: migrationsDirectory });
      expect(await existing()).toEqual(tables);

      const scan = (scanId: string, state: string) => ({
        id: scanId,
        cluster_id: 'c',
        state,
        trigger: 'schedule',
        requested_at: '2026-11-21T14:14:00.000Z',
      });
      await db('scans').insert([scan('1', 'failed'), scan('2', 'queued')]);
      await expect(db('scans').insert(scan('3', 'running'))).rejects.toThrow(
        /unique/i,
      );

      await db.migrate.down({ directory: migrationsDirectory });
      expect(await existing()).toEqual([]);
    },
    60_000,
  );

  it.each(databases.eachSupportedId())(
    'all of them go up, down and up again, on %p',
    async id => {
      const db = await databases.init(id);
      await db.migrate.latest({ directory: migrationsDirectory });
      await db.migrate.rollback({ directory: migrationsDirectory }, true);
      await db.migrate.latest({ directory: migrationsDirectory });
      expect(await db.schema.hasTable('clusters')).toBe(true);
    },
    60_000,
  );
});
