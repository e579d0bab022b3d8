// Clean-up after a test, in reverse order.

const stacks = new WeakMap();

/** Runs `action` when the test `t` ends, before the actions that were given earlier. */
export function atEnd(t, action) {
  if (!stacks.has(t)) {
    const stack = [];
    stacks.set(t, stack);
    t.after(async () => {
      while (stack.length > 0) await stack.pop()();
    });
  }
  stacks.get(t).push(action);
}
