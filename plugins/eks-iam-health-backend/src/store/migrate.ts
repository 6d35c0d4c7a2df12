import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/** Where the migrations are, in the repository and in the published package alike. */
export const migrationsDirectory = resolvePackagePath(
  'backstage-plugin-eks-iam-health-backend',
  'migrations',
);

/** The plugin's database, brought to the newest form unless the administrator does that elsewhere. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const db = await database.getClient();
  if (!database.migrations?.skip) {
    await db.migrate.latest({ directory: migrationsDirectory });
  }
  return db;
}
