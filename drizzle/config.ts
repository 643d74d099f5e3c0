import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/edge/postgres/schema.ts',
  out: './drizzle',
  schemaFilter: ['public', 'vault'],
})
