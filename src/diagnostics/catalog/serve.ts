/** Diagnostics of the preview servers, and of the rules for hosts that `preview` follows. */
import type { Span } from '../../base/span.ts';
import type { Diagnostic } from '../diagnostic.ts';
import { error, warning } from '../make.ts';

/** `first` is the port from which on all were taken; null when the one was asked for. */
export function portTaken(port: number, first: number | null): Diagnostic {
  const message =
    first === null
      ? `another program listens on port ${port}`
      : `other programs listen on all ports from ${first} to ${port}`;
  const hint =
    'It may be a preview you started before: end it, or choose another port with --port.';
  return error(null, null, 'port-taken', message, hint);
}

/** The system does not let us listen there; `code` is its own word for why. */
export function addressRefused(host: string, port: number, code: string): Diagnostic {
  const [why, hint] = whyRefused(port, code);
  return error(null, null, 'address-refused', `Broadside cannot listen on "${host}": ${why}`, hint);
}

/** There is nothing to preview at `folder`. */
export function notBuilt(folder: string): Diagnostic {
  const hint =
    'Run "broadside build" first. To see the site while you write, "broadside dev" needs no build.';
  return error(folder, null, 'not-built', 'there is no edition here to serve', hint);
}

/** A line of `_redirects` that `preview` passes over. */
export function redirectLine(file: string, span: Span, message: string, hint: string): Diagnostic {
  return warning(file, span, 'redirect-line', message, hint);
}

/** A line of `_headers` that `preview` passes over. */
export function headerLine(file: string, span: Span, message: string, hint: string): Diagnostic {
  return warning(file, span, 'header-line', message, hint);
}

function whyRefused(port: number, code: string): [why: string, hint: string] {
  const local = 'Leave --host out to listen to this machine alone.';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return [
        `the system does not allow port ${port}`,
        'Ports below 1024 are for administrators: choose another with --port, as in --port 4000.',
      ];
    case 'EADDRNOTAVAIL':
      return ['this machine does not have that address', local];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['no machine is known by that name', local];
    case 'EINVAL':
      return ['that is neither an address nor a name', local];
    default:
      return [`the system reports ${code}`, local];
  }
}
