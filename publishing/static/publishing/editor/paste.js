// What comes from the clipboard. The schema decides what is kept; here is only what it cannot see.
"use strict";

(() => {
    const { DOMParser, DOMSerializer, Fragment, Slice } = ProseMirror;
    const { detached, schema, wordNotes } = window.DeskEditor;
    const { footnote_ref: reference, footnotes, footnote, hard_break: lineBreak, paragraph } = schema.nodes;
    const OWN = "data-editor";

    // A footnote copied from another page must not point to a note of this one: only our own marks are read as such,
    // others stay as plain superscript and, for the notes, as a list.
    function parser(id) {
        const own = `[${OWN}="${id}"]`;
        const rules = DOMParser.schemaRules(schema).flatMap((rule) => {
            if (rule.node === reference.name || rule.node === footnotes.name) {
                return [{ ...rule, tag: rule.tag + own }];
            }
            return [rule];
        });
        return new DOMParser(schema, rules);
    }

    function serializer(id) {
        const base = DOMSerializer.fromSchema(schema);
        return new DOMSerializer(
            {
                ...base.nodes,
                [reference.name]: ({ attrs: { note } }) => [
                    "sup",
                    { class: "footnote-ref", "data-note": note, [OWN]: id },
                    `[${note}]`,
                ],
                [footnotes.name]: () => ["section", { class: "footnotes", [OWN]: id }, ["ol", 0]],
                [footnote.name]: ({ attrs: { note } }) => ["li", { "data-note": note }, 0],
            },
            base.marks,
        );
    }

    // As the server reads plain text (publishing.html.from_plain_text): an empty line parts paragraphs and lines within
    // one stay lines; where there is no empty line, each line is a paragraph.
    function fromPlainText(plain) {
        const lines = plain.split(/\r\n|[\n\r]/).map((line) => line.replace(/\s+/g, " ").trim());
        let chunks = lines
            .join("\n")
            .split(/\n{2,}/)
            .map((chunk) => chunk.split("\n").filter(Boolean));
        chunks = chunks.filter((chunk) => chunk.length);
        if (chunks.length === 1) {
            chunks = chunks[0].map((line) => [line]);
        }
        const paragraphs = chunks.map(unwrapped).map((chunk) =>
            paragraph.create(
                null,
                chunk.flatMap((line, index) => [...(index ? [lineBreak.create()] : []), schema.text(line)]),
            ),
        );
        return paragraphs.length ? new Slice(Fragment.from(paragraphs), 1, 1) : Slice.empty;
    }

    // The lines of one paragraph, joined where a program had wrapped them (all but the last nearly equally long).
    function unwrapped(lines) {
        const lengths = lines.map((line) => line.length);
        const isWrapped = lines.length > 1 && Math.min(...lengths.slice(0, -1)) >= 55 && Math.max(...lengths) <= 100;
        return isWrapped ? [lines.join(" ")] : lines;
    }

    // A strict content policy counts every style and handler that is parsed, even in a document without a window, and
    // then hides styles from scripts as well: out with style sheets, and what elements say gets another name.
    function withoutStylesAndHandlers(html) {
        const rename = (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1=");
        return html.replace(/<style\b[^]*?<\/style>/gi, "").replace(/<[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>/gi, rename);
    }

    // What a word processor says in its own way; everything else of it the schema drops.
    function transformHtml(pasted, mark) {
        const page = detached(withoutStylesAndHandlers(pasted));
        page.querySelectorAll("[data-style*='direction:rtl' i]:not([dir])").forEach((block) => {
            block.dir = "rtl";
        });
        wordNotes.adopt(page, mark);
        gatherLists(page);
        return page.body.innerHTML;
    }

    // Word sends a list as paragraphs that carry their marker as text.
    function gatherLists(page) {
        let open = [];
        let last = null;
        for (const item of page.querySelectorAll("p[data-style*='mso-list']")) {
            if (!last || item.previousElementSibling !== last) {
                open = [];
            }
            last = addToList(page, open, item);
        }
    }

    // Moves one paragraph into the innermost open list of its level; answers with the outermost list.
    function addToList(page, open, item) {
        const level = Number(/level(\d)/.exec(item.dataset.style)?.[1] || 1);
        const marker = item.querySelector("span[data-style*='mso-list']");
        const kind = /^\W*[\p{L}\p{N}]{1,4}[.)]/u.test(marker?.textContent || "") ? "ol" : "ul";
        marker?.remove();
        while (open.length > level) {
            open.pop();
        }
        while (open.length < level) {
            const list = page.createElement(kind);
            if (open.length) {
                const parent = open.at(-1);
                (parent.lastElementChild || parent.appendChild(page.createElement("li"))).append(list);
            } else {
                item.before(list);
            }
            open.push(list);
        }
        const entry = page.createElement("li");
        entry.append(item);
        open.at(-1).append(entry);
        return open[0];
    }

    // The direction that the text has anyway is not written.
    function transformPasted(slice, view) {
        const settle = (fragment) =>
            Fragment.from(
                fragment.content.map((node) =>
                    node.isText
                        ? node
                        : node.type.create(
                              node.attrs.dir === view.dom.dir ? { ...node.attrs, dir: null } : node.attrs,
                              settle(node.content),
                              node.marks,
                          ),
                ),
            );
        return new Slice(settle(slice.content), slice.openStart, slice.openEnd);
    }

    function props() {
        const id = window.crypto.getRandomValues(new Uint32Array(2)).join("-");
        return {
            clipboardParser: parser(id),
            clipboardSerializer: serializer(id),
            clipboardTextParser: fromPlainText,
            transformPasted,
            transformPastedHTML: (html) => transformHtml(html, [OWN, id]),
            handlePaste: wordNotes.handlePaste,
        };
    }

    window.DeskEditor.paste = { props };
})();
