// Work that follows what somebody types.

/**
 * Make a function that does some work, one run at a time: calls during a run lead to one more run after it, with what is there then.
 * @param {() => Promise<void>} work
 */
export function oneAtATime(work) {
  let isRunning = false;
  let isStale = false;
  return async () => {
    if (isRunning) {
      isStale = true;
      return;
    }
    isRunning = true;
    do {
      isStale = false;
      await work();
    } while (isStale);
    isRunning = false;
  };
}
