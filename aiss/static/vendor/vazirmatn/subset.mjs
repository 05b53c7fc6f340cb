// Makes one small variable font from the whole of Vazirmatn: Persian, Pashto and Arabic letters, digits and marks,
// plain Latin and the punctuation of all three, in the weights the stylesheet uses.
import { readFileSync, writeFileSync } from "node:fs";
import subsetFont from "subset-font";

const [source, target] = process.argv.slice(2);
const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join("");
const letters = range(0x20, 0x7e) + range(0x600, 0x6ff);
const marks =
  "\u00a0\u00a7\u00a9\u00ab\u00b0\u00b1\u00b7\u00bb\u00d7\u00f7\u061c\u200c\u200d\u200e\u200f" +
  "\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2030\u2039\u203a\u20ac\u2212\ufdf2\ufdfa\ufdfc";
const font = await subsetFont(readFileSync(source), letters + marks, {
  targetFormat: "woff2",
  variationAxes: { wght: { min: 400, max: 700 } },
});
writeFileSync(target, font);
