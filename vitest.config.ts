import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Tests build sites on a real disk, and some start the real program: slow machines need time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
