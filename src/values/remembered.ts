/** How many results are kept: an app has many constructs of few kinds. */
const KEPT = 200;

/** A pure function of a text that remembers what it gave lately. */
export function remembered<R>(compute: (text: string) => R): (text: string) => R {
  const known = new Map<string, R>();
  return text => {
    let result = known.get(text);
    if (result === undefined) {
      if (known.size >= KEPT) known.clear();
      result = compute(text);
      known.set(text, result);
    }
    return result;
  };
}
