/** Words of a drawing that have room for `most` characters: whole, else in short, else as much as fits. */
export const shortened = (text: string, most: number, inShort = text): string => {
  if (text.length <= most) return text;
  return inShort.length <= most ? inShort : `${inShort.slice(0, most - 1)}…`;
};
