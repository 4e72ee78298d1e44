/** A text in lines of at most `width` characters, broken between words. */
export function wrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap(paragraph =>
    paragraph.split(' ').reduce<string[]>((lines, word) => {
      const last = lines.at(-1);
      const fits = last !== undefined && last.length + 1 + word.length <= width;
      return fits ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
    }, []),
  );
}
