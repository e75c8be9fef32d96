// What our scripts use of any-ascii.js; the file itself is not ours to check.
export default function anyAscii(text: string): string;
