// What our scripts use of markdown-it.js; the file itself is not ours to check.
declare const MarkdownIt: any;
export default MarkdownIt;
