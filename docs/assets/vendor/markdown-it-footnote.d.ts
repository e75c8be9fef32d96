// What our scripts use of markdown-it-footnote.js; the file itself is not ours to check.
declare const footnote: (markdown: any) => void;
export default footnote;
