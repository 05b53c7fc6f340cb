// Footnotes on the clipboard of a word processor. Each program marks them in its own way, and all alike in one thing:
// the number in the text links to the number of the note, and that one links back.
"use strict";

(() => {
    const { Fragment, Slice } = ProseMirror;
    const { schema } = window.DeskEditor;
    const { footnotes } = schema.nodes;
    const PASTED = "pasted-";
    let last = 0;

    const fragmentOf = (link) => (link.getAttribute("href") || "").split("#")[1];
    const namesOf = (link) => [link.id, link.name].filter(Boolean);

    // The pairs of links that lead to each other, the number in the text first.
    function pairs(page) {
        const links = [...page.querySelectorAll("a[href*='#']")];
        const named = new Map(links.flatMap((link) => namesOf(link).map((name) => [name, link])));
        return links.flatMap((link) => {
            const other = named.get(fragmentOf(link));
            const isFirst = other && link.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
            return isFirst && named.get(fragmentOf(other)) === link ? [[link, other]] : [];
        });
    }

    // What holds the whole note: a container of its own, or else its paragraph.
    function bodyOf(number, numbers) {
        const container = number.closest("div, aside");
        const isItsOwn = container && numbers.every((one) => one === number || !container.contains(one));
        return isItsOwn ? container : number.closest("p, li");
    }

    // The link and what stands around nothing but it.
    function alone(link) {
        let node = link;
        while (/^(SUP|SPAN|FONT)$/.test(node.parentElement.tagName) && onlyChild(node)) {
            node = node.parentElement;
        }
        return node;
    }

    const onlyChild = (node) => node.parentElement.textContent.trim() === node.textContent.trim();

    function withoutNumber(body, number) {
        alone(number).remove();
        const first = body.querySelector("p") || body;
        const text = first.ownerDocument.createTreeWalker(first, NodeFilter.SHOW_TEXT).nextNode();
        if (text) {
            text.data = text.data.replace(/^[\s.)\]]+/, "");
        }
    }

    // Rewrites the notes of the pasted page as the editor's own, marked as its own by the attribute `own`.
    function adopt(page, [own, id]) {
        const found = pairs(page);
        const numbers = found.flat();
        const list = page.createElement("ol");
        for (const [link, number] of found) {
            const body = bodyOf(number, numbers);
            if (!body || body.contains(link)) {
                continue;
            }
            last += 1;
            const reference = page.createElement("sup");
            reference.className = "footnote-ref";
            reference.setAttribute(own, id);
            reference.dataset.note = `${PASTED}${last}`;
            withoutNumber(body, number);
            alone(link).replaceWith(reference);
            const note = page.createElement("li");
            note.dataset.note = reference.dataset.note;
            note.append(...(body.tagName === "P" ? [body.cloneNode(true)] : body.childNodes));
            list.append(note);
            body.remove();
        }
        if (list.children.length) {
            // the line that a program draws above its notes
            page.querySelectorAll("div[data-style*='footnote-list'], div[data-style*='endnote-list']").forEach((frame) =>
                frame.remove(),
            );
            const section = page.createElement("section");
            section.className = "footnotes";
            section.setAttribute(own, id);
            section.append(list);
            page.body.append(section);
        }
    }

    // Notes belong to the end of the text, wherever their references are put.
    function handlePaste(view, event, slice) {
        const inside = slice.content.content;
        const section = inside.at(-1);
        if (section?.type !== footnotes || !section.firstChild.attrs.note.startsWith(PASTED)) {
            return false;
        }
        const text = Fragment.from(inside.slice(0, -1));
        const transaction = view.state.tr.replaceSelection(
            new Slice(text, Math.min(slice.openStart, Slice.maxOpen(text).openStart), Slice.maxOpen(text).openEnd),
        );
        const { doc } = transaction;
        if (doc.lastChild.type === footnotes) {
            transaction.insert(doc.content.size - 1, section.content);
        } else {
            transaction.insert(doc.content.size, section);
        }
        view.dispatch(transaction.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
        return true;
    }

    window.DeskEditor.wordNotes = { adopt, handlePaste };
})();
