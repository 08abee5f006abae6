/** What SIGINT and SIGTERM do, however often they come: they end the program with one status, or a command in its own way. */
export function endOnSignals(interrupted: number, terminated: number): void {
  const end = (status: number): void => {
    if (ownWay === null) process.exit(status);
    ownWay();
  };
  process.on('SIGINT', () => {
    end(interrupted);
  });
  process.on('SIGTERM', () => {
    end(terminated);
  });
}

/** From here on they do this. */
export function endOnSignalsBy(end: () => void): void {
  ownWay = end;
}

let ownWay: (() => void) | null = null;
