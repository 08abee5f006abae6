import { compile } from '../compile/compile.ts';
import type { CompileOptions, Config } from '../config/config.ts';
import type { BodyStore, Workers } from '../model.ts';
import { render } from '../render/render.ts';
import { compileTheme } from '../render/theme.ts';
import type { ThemeSource } from '../render/theme.ts';

/** One worker, on the thread of the build. */
export function inProcessWorkers(given: {
  readonly options: CompileOptions;
  readonly config: Pick<Config, 'origin' | 'base' | 'labels'>;
  readonly theme: ThemeSource;
  readonly bodies: BodyStore;
}): Workers {
  const { options, config, theme, bodies } = given;
  let tools: Parameters<typeof render>[1] | null = null;
  return {
    compile: async (files) =>
      files.map((file) => {
        const { entry, body } = compile(file, options);
        bodies.put(entry.body, body);
        return entry;
      }),
    render: async (pages) => {
      // Compiling a theme takes its time: not before there is something to render.
      const ready = (tools ??= { theme: compileTheme(theme, config.base), bodies, config });
      return pages.map((page) => render(page, ready));
    },
  };
}
