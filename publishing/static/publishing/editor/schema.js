// The canonical form (see publishing/canonical.py) as a ProseMirror schema, and the way from HTML to a document and back.
// What the schema does not know is left out when text is read or pasted; the server cleans again whatever it gets.
"use strict";

window.DeskEditor = {};

(() => {
    const { DOMParser, DOMSerializer, Schema } = ProseMirror;

    const DIRECTIONS = ["ltr", "rtl"];
    const ALIGNMENTS = ["center", "end"];
    const LINK = /^(https?:|mailto:)/i;

    const oneOf = (allowed, value) => (allowed.includes(value) ? value : null);
    const filled = (attributes) => Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

    const PARAGRAPHS_AND_LISTS = "(paragraph | list)+";

    // A block that may carry its own direction.
    function block(name, spec) {
        const { attrs = {}, read = () => ({}), write = () => ({}), ...rest } = spec;
        return {
            group: "block",
            parseDOM: [{ tag: name, getAttrs: (dom) => blockAttrs(dom, read) }],
            toDOM: (node) => [name, filled({ dir: node.attrs.dir, ...write(node) }), 0],
            ...rest,
            attrs: { dir: { default: null }, ...attrs },
        };
    }

    function blockAttrs(dom, read) {
        return { dir: oneOf(DIRECTIONS, dom.dir), ...read(dom) };
    }

    const HEADING_LEVELS = { H1: 2, H2: 2, H3: 3, H4: 4, H5: 4, H6: 4 };

    function cell(name, tableRole) {
        return {
            content: PARAGRAPHS_AND_LISTS,
            isolating: true,
            tableRole,
            // The table commands want the first three; the canonical form has no merged cells and no widths.
            attrs: {
                colspan: { default: 1 },
                rowspan: { default: 1 },
                colwidth: { default: null },
                align: { default: null },
            },
            parseDOM: [{ tag: name, getAttrs: (dom) => ({ align: oneOf(ALIGNMENTS, dom.dataset.align) }) }],
            toDOM: (node) => [name, filled({ "data-align": node.attrs.align }), 0],
        };
    }

    const nodes = {
        doc: { content: "block+ footnotes?" },
        paragraph: block("p", { content: "inline*" }),
        heading: block("heading", {
            content: "(text | footnote_ref)*",
            defining: true,
            attrs: { level: { default: 2 } },
            parseDOM: Object.keys(HEADING_LEVELS).map((tag) => ({
                tag: tag.toLowerCase(),
                getAttrs: (dom) => blockAttrs(dom, () => ({ level: HEADING_LEVELS[tag] })),
            })),
            toDOM: (node) => [`h${node.attrs.level}`, filled({ dir: node.attrs.dir }), 0],
        }),
        bullet_list: block("ul", { group: "block list", content: "list_item+" }),
        ordered_list: block("ol", {
            group: "block list",
            content: "list_item+",
            attrs: { start: { default: 1 } },
            read: (dom) => ({ start: dom.hasAttribute("start") ? dom.start : 1 }),
            write: (node) => ({ start: node.attrs.start === 1 ? null : node.attrs.start }),
        }),
        list_item: {
            content: "(paragraph | blockquote) (paragraph | list | blockquote)*",
            defining: true,
            parseDOM: [{ tag: "li" }],
            toDOM: () => ["li", 0],
        },
        blockquote: block("blockquote", { content: PARAGRAPHS_AND_LISTS, defining: true }),
        table: block("table", {
            content: "table_row+",
            isolating: true,
            tableRole: "table",
            toDOM: (node) => ["table", filled({ dir: node.attrs.dir }), ["tbody", 0]],
        }),
        table_row: {
            content: "(table_cell | table_header)*",
            tableRole: "row",
            parseDOM: [{ tag: "tr" }],
            toDOM: () => ["tr", 0],
        },
        table_cell: cell("td", "cell"),
        table_header: cell("th", "header_cell"),
        footnotes: {
            content: "footnote+",
            isolating: true,
            parseDOM: [{ tag: "section.footnotes", contentElement: "ol" }],
            toDOM: () => ["section", { class: "footnotes" }, ["ol", 0]],
        },
        footnote: {
            content: "paragraph+",
            isolating: true,
            attrs: { note: { default: "" } },
            parseDOM: [
                {
                    tag: "li",
                    context: "footnotes/",
                    priority: 60,
                    getAttrs: (dom) => ({ note: dom.dataset.note || dom.id.replace(/^fn/, "") }),
                },
            ],
            toDOM: (node) => ["li", { "data-note": node.attrs.note }, 0],
        },
        text: { group: "inline" },
        hard_break: {
            group: "inline",
            inline: true,
            selectable: false,
            leafText: () => "\n",
            parseDOM: [{ tag: "br" }],
            toDOM: () => ["br"],
        },
        // Reference and note share a key that stays while numbers change, so that cut and paste keeps them together.
        footnote_ref: {
            group: "inline",
            inline: true,
            atom: true,
            attrs: { note: { default: "" } },
            leafText: () => "",
            parseDOM: [{ tag: "sup.footnote-ref", priority: 60, getAttrs: referenceAttrs }],
            toDOM: (node) => ["sup", { class: "footnote-ref", "data-note": node.attrs.note }, ["a"]],
        },
    };

    function referenceAttrs(dom) {
        const link = dom.querySelector("a[href^='#fn']");
        const note = dom.dataset.note || (link && link.getAttribute("href").slice("#fn".length));
        return note ? { note } : false;
    }

    // Pasted text says much by style; see paste.js for the name of the attribute.
    const says = (property, values) => {
        const pattern = new RegExp(`(^|[\\s;])${property}:\\s*(${values})\\s*(;|$)`);
        return (dom) => pattern.test(dom.dataset.style);
    };
    const styled = (property, values) => ({
        tag: "span[data-style]",
        consuming: false,
        getAttrs: (dom) => says(property, values)(dom) && null,
    });

    // In the order in which they nest, outermost first.
    const marks = {
        link: {
            attrs: { href: {} },
            inclusive: false,
            parseDOM: [
                { tag: "a.footnote-back", ignore: true, priority: 60 },
                {
                    tag: "a[href]",
                    getAttrs: (dom) => {
                        const href = dom.getAttribute("href").trim();
                        return LINK.test(href) && { href };
                    },
                },
            ],
            toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
        },
        strong: {
            parseDOM: [
                { tag: "strong" },
                // A document from a web word processor arrives inside <b style="font-weight: normal">.
                { tag: "b", getAttrs: (dom) => !says("font-weight", "normal|[1-4]00")(dom) && null },
                styled("font-weight", "bold|[6-9]00"),
            ],
            toDOM: () => ["strong", 0],
        },
        em: { parseDOM: [{ tag: "em" }, { tag: "i" }, styled("font-style", "italic")], toDOM: () => ["em", 0] },
        sub: { parseDOM: [{ tag: "sub" }, styled("vertical-align", "sub")], toDOM: () => ["sub", 0] },
        sup: { parseDOM: [{ tag: "sup" }, styled("vertical-align", "super")], toDOM: () => ["sup", 0] },
    };

    const schema = new Schema({ nodes, marks });

    // A document without a window: nothing in it is fetched, run or styled.
    const detached = (html = "") => new window.DOMParser().parseFromString(html, "text/html");

    function parse(html) {
        return DOMParser.fromSchema(schema).parse(detached(html).body);
    }

    // The whole document in the canonical form: header rows in thead, notes numbered in the order of first mention;
    // notes that nothing refers to are left out. Back-links are the server's to add.
    function serialise(doc) {
        if (doc.childCount === 1 && doc.firstChild.isTextblock && !doc.firstChild.childCount) {
            return "";
        }
        const page = detached();
        page.body.append(DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document: page }));
        page.querySelectorAll("table").forEach(separateHead);
        numberNotes(page);
        return page.body.innerHTML;
    }

    function separateHead(table) {
        const rows = [...table.rows];
        const bodyStart = rows.findIndex((row) => [...row.cells].some((one) => one.tagName !== "TH"));
        const headings = bodyStart === -1 ? rows : rows.slice(0, bodyStart);
        if (headings.length) {
            table.createTHead().append(...headings);
        }
        if (headings.length === rows.length) {
            table.tBodies[0].remove();
        }
    }

    function numberNotes(page) {
        const numbers = new Map();
        for (const mark of page.querySelectorAll("sup.footnote-ref")) {
            const key = mark.dataset.note;
            const link = mark.firstChild;
            if (!numbers.has(key)) {
                numbers.set(key, numbers.size + 1);
                link.id = `fnref${numbers.get(key)}`;
            }
            link.setAttribute("href", `#fn${numbers.get(key)}`);
            link.textContent = numbers.get(key);
            mark.removeAttribute("data-note");
        }
        const section = page.querySelector("section.footnotes");
        if (!section) {
            return;
        }
        const notes = new Map([...section.firstChild.children].map((note) => [note.dataset.note, note]));
        const used = [...numbers.keys()].filter((key) => notes.has(key)).map((key) => notes.get(key));
        used.forEach((note) => {
            note.id = `fn${numbers.get(note.dataset.note)}`;
            note.removeAttribute("data-note");
        });
        if (used.length) {
            section.firstChild.replaceChildren(...used);
        } else {
            section.remove();
        }
    }

    // A number in a language's digits; not every browser knows those of Pashto, which are the Persian ones.
    const inDigits = (number, language) => number.toLocaleString(language === "ps" ? "fa" : language || undefined);

    Object.assign(window.DeskEditor, { LINK, detached, inDigits, parse, schema, serialise });
})();
