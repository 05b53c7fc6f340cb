// Footnotes: numbers follow the order of first mention, a new reference brings its empty note, and a note that lost
// its reference stays in sight until the text is saved, so that cutting and pasting a passage loses nothing.
"use strict";

(() => {
    const { Decoration, DecorationSet, Fragment, NodeSelection, Plugin, PluginKey, TextSelection } = ProseMirror;
    const { inDigits, schema } = window.DeskEditor;
    const key = new PluginKey("footnotes");

    const sectionOf = (doc) => (doc.lastChild.type === schema.nodes.footnotes ? doc.lastChild : null);
    const sectionStart = (doc) => doc.content.size - doc.lastChild.nodeSize;
    const isEmpty = (note) => note.childCount === 1 && !note.firstChild.childCount;

    function references(doc, inNotes = false) {
        const found = [];
        doc.descendants((node, position) => {
            if (node.type === schema.nodes.footnote_ref) {
                found.push({ note: node.attrs.note, position });
            }
            return inNotes || node.type !== schema.nodes.footnotes;
        });
        return found;
    }

    function notes(doc) {
        const found = [];
        const section = sectionOf(doc);
        section?.forEach((node, offset) => found.push({ node, position: sectionStart(doc) + 1 + offset }));
        return found;
    }

    function numbers(doc) {
        const known = new Map();
        for (const { note } of references(doc)) {
            if (!known.has(note)) {
                known.set(note, known.size + 1);
            }
        }
        return known;
    }

    function newKey(doc) {
        const taken = [...references(doc).map((one) => one.note), ...notes(doc).map((one) => one.node.attrs.note)];
        return String(1 + Math.max(0, ...taken.map(Number).filter(Number.isInteger)));
    }

    function noteAround($position) {
        for (let depth = $position.depth; depth > 0; depth -= 1) {
            if ($position.node(depth).type === schema.nodes.footnote) {
                return { node: $position.node(depth), position: $position.before(depth) };
            }
        }
        return null;
    }

    function selectInside(transaction, note) {
        return transaction
            .setSelection(TextSelection.near(transaction.doc.resolve(note.position + 1)))
            .scrollIntoView();
    }

    // In the text: a new reference and its note, or to the note of the reference that is selected. In a note: back.
    function insertOrFollow(state, dispatch) {
        const around = noteAround(state.selection.$from);
        if (around) {
            return goToReference(state, dispatch, around.node.attrs.note);
        }
        const { selection } = state;
        if (selection instanceof NodeSelection && selection.node.type === schema.nodes.footnote_ref) {
            return goToNote(state, dispatch, selection.node.attrs.note);
        }
        const { $to } = selection;
        if (!(selection instanceof TextSelection) || !$to.parent.inlineContent) {
            return false;
        }
        if (dispatch) {
            dispatch(insertion(state, $to.pos));
        }
        return true;
    }

    function insertion(state, position) {
        const note = newKey(state.doc);
        const transaction = state.tr.insert(position, schema.nodes.footnote_ref.create({ note }));
        const added = schema.nodes.footnote.createAndFill({ note });
        if (sectionOf(transaction.doc)) {
            const following = notes(transaction.doc)[numbers(transaction.doc).get(note) - 1];
            transaction.insert(following ? following.position : transaction.doc.content.size - 1, added);
        } else {
            transaction.insert(transaction.doc.content.size, schema.nodes.footnotes.create(null, added));
        }
        const inserted = notes(transaction.doc).find((one) => one.node.attrs.note === note);
        return selectInside(transaction, inserted);
    }

    function goToNote(state, dispatch, note) {
        const target = notes(state.doc).find((one) => one.node.attrs.note === note);
        if (target && dispatch) {
            dispatch(selectInside(state.tr, target));
        }
        return Boolean(target);
    }

    function goToReference(state, dispatch, note) {
        const target = references(state.doc).find((one) => one.note === note);
        if (target && dispatch) {
            const after = state.doc.resolve(target.position + 1);
            dispatch(state.tr.setSelection(TextSelection.near(after, -1)).scrollIntoView());
        }
        return Boolean(target);
    }

    // What has to follow from a change: see the top of this file.
    function settle(before, state) {
        const transaction = state.tr;
        const hadNote = new Set(notes(before).map((one) => one.node.attrs.note));
        const hasNote = new Set(notes(state.doc).map((one) => one.node.attrs.note));
        const notesStart = sectionOf(state.doc) ? sectionStart(state.doc) : state.doc.content.size;
        for (const { note, position } of references(state.doc, true).reverse()) {
            // Whoever deletes a note means its reference too; and a note has no notes of its own.
            if ((!hasNote.has(note) && hadNote.has(note)) || position > notesStart) {
                transaction.delete(position, position + 1);
            }
        }
        const wanted = wantedNotes(transaction.doc);
        const present = notes(transaction.doc).map((one) => one.node);
        if (wanted.length !== present.length || wanted.some((node, index) => node !== present[index])) {
            replaceNotes(transaction, wanted);
        }
        return transaction.docChanged ? transaction : null;
    }

    function wantedNotes(doc) {
        const byKey = new Map();
        let spare = Number(newKey(doc));
        for (const { node } of notes(doc)) {
            const { note } = node.attrs;
            if (!note || byKey.has(note)) {
                byKey.set(
                    String(spare),
                    schema.nodes.footnote.create({ ...node.attrs, note: String(spare) }, node.content),
                );
                spare += 1;
            } else {
                byKey.set(note, node);
            }
        }
        const mentioned = [...numbers(doc).keys()];
        const inOrder = mentioned.map((note) => byKey.get(note) || schema.nodes.footnote.createAndFill({ note }));
        const orphans = [...byKey].filter(([note, node]) => !mentioned.includes(note) && !isEmpty(node));
        return [...inOrder, ...orphans.map(([, node]) => node)];
    }

    function replaceNotes(transaction, wanted) {
        const end = transaction.doc.content.size;
        const start = sectionOf(transaction.doc) ? sectionStart(transaction.doc) : end;
        const around = noteAround(transaction.selection.$head);
        const section = wanted.length ? schema.nodes.footnotes.create(null, wanted) : Fragment.empty;
        transaction.replaceWith(start, end, section);
        const kept = around && notes(transaction.doc).find((one) => one.node.attrs.note === around.node.attrs.note);
        if (kept) {
            selectInside(transaction, kept);
        }
    }

    function decorations(doc, labels) {
        const known = numbers(doc);
        const found = references(doc).map(({ note, position }) =>
            Decoration.node(position, position + 1, {}, { number: known.get(note) }),
        );
        const section = sectionOf(doc);
        if (section) {
            found.push(Decoration.node(sectionStart(doc), doc.content.size, { "data-label": labels.footnotes }));
        }
        for (const { node, position } of notes(doc)) {
            const end = position + node.nodeSize;
            const endOfText = end - 2;
            if (known.has(node.attrs.note)) {
                const button = (view) => backButton(view, node.attrs.note, labels);
                const options = {
                    side: 1,
                    key: `back-${node.attrs.note}`,
                    ignoreSelection: true,
                    stopEvent: () => true,
                };
                found.push(Decoration.widget(endOfText, button, options));
            } else {
                found.push(Decoration.node(position, end, { class: "is-orphan", "data-label": labels.orphan }));
            }
        }
        return DecorationSet.create(doc, found);
    }

    function backButton(view, note, labels) {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "rich-text-back", textContent: "↩", title: labels.back });
        button.setAttribute("aria-label", labels.back);
        button.contentEditable = "false";
        button.addEventListener("click", () => {
            goToReference(view.state, view.dispatch, note);
            view.focus();
        });
        return button;
    }

    // The number of a reference is not in the document, so its view takes it from the decoration.
    class ReferenceView {
        constructor(node, view, decorations) {
            this.note = node.attrs.note;
            this.dom = document.createElement("sup");
            this.dom.className = "footnote-ref";
            this.language = view.dom.lang;
            this.show(decorations);
        }

        update(node, decorations) {
            if (node.type !== schema.nodes.footnote_ref || node.attrs.note !== this.note) {
                return false;
            }
            this.show(decorations);
            return true;
        }

        show(decorations) {
            const number = decorations.map((one) => one.spec.number).find(Boolean);
            this.dom.textContent = number ? inDigits(number, this.language) : "?";
        }

        ignoreMutation() {
            return true;
        }
    }

    function plugin(labels) {
        return new Plugin({
            key,
            state: {
                init: (_, state) => decorations(state.doc, labels),
                apply: (transaction, old) => (transaction.docChanged ? decorations(transaction.doc, labels) : old),
            },
            appendTransaction: (transactions, before, state) =>
                transactions.some((one) => one.docChanged) ? settle(before.doc, state) : null,
            props: {
                decorations: (state) => key.getState(state),
                nodeViews: {
                    footnote_ref: (node, view, position, decorations) => new ReferenceView(node, view, decorations),
                },
                handleDoubleClickOn(view, position, node) {
                    return (
                        node.type === schema.nodes.footnote_ref && goToNote(view.state, view.dispatch, node.attrs.note)
                    );
                },
            },
        });
    }

    window.DeskEditor.footnotes = { insertOrFollow, noteAround, plugin };
})();
