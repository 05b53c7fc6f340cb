// What the buttons and keys do. A command is ProseMirror's: (state, dispatch, view) => whether it applies here.
"use strict";

(() => {
    const {
        addColumnAfter,
        addRowAfter,
        deleteColumn,
        deleteRow,
        deleteTable,
        isInTable,
        lift,
        liftListItem,
        redo,
        redoDepth,
        setBlockType,
        sinkListItem,
        TextSelection,
        toggleMark,
        undo,
        undoDepth,
        wrapIn,
        wrapInList,
    } = ProseMirror;
    const { footnotes, schema } = window.DeskEditor;
    const { nodes, marks } = schema;
    const LISTS = [nodes.bullet_list, nodes.ordered_list];

    // The nearest ancestor of one of these types around the selection's start, as { node, position, depth }.
    function around(state, types) {
        const { $from } = state.selection;
        for (let depth = $from.depth; depth > 0; depth -= 1) {
            if (types.includes($from.node(depth).type)) {
                return { node: $from.node(depth), position: $from.before(depth), depth };
            }
        }
        return null;
    }

    function hasMark(state, type) {
        const { from, to, empty, $from } = state.selection;
        return empty
            ? Boolean(type.isInSet(state.storedMarks || $from.marks()))
            : state.doc.rangeHasMark(from, to, type);
    }

    // Sub- and superscript take each other's place.
    function toggleScript(type, other) {
        return (state, dispatch) => {
            const { from, to, empty } = state.selection;
            const without = (transaction) =>
                empty ? transaction.removeStoredMark(other) : transaction.removeMark(from, to, other);
            return toggleMark(type)(state, dispatch && ((transaction) => dispatch(without(transaction))));
        };
    }

    const isHeading = (state, level) => {
        const { parent } = state.selection.$from;
        return parent.type === nodes.heading && parent.attrs.level === level;
    };

    function toggleHeading(level) {
        return (state, dispatch) =>
            isHeading(state, level)
                ? setBlockType(nodes.paragraph)(state, dispatch)
                : setBlockType(nodes.heading, (node) => ({ level, dir: node.attrs.dir }))(state, dispatch);
    }

    // Lists and quotations hold no headings: one that is wrapped becomes a paragraph in the same step.
    function wrapParagraph(command) {
        return (state, dispatch) => {
            if (state.selection.$from.parent.type !== nodes.heading) {
                return command(state, dispatch);
            }
            let applies = false;
            setBlockType(nodes.paragraph)(state, (transaction) => {
                applies = command(state.apply(transaction), (wrapping) => {
                    wrapping.steps.forEach((step) => transaction.step(step));
                    dispatch?.(transaction);
                });
            });
            return applies;
        };
    }

    function toggleList(type) {
        return (state, dispatch) => {
            const list = around(state, LISTS);
            if (!list) {
                return wrapParagraph(wrapInList(type))(state, dispatch);
            }
            if (list.node.type === type) {
                return liftListItem(nodes.list_item)(state, dispatch);
            }
            if (dispatch) {
                dispatch(state.tr.setNodeMarkup(list.position, type, { dir: list.node.attrs.dir }));
            }
            return true;
        };
    }

    function toggleQuote(state, dispatch) {
        return around(state, [nodes.blockquote])
            ? lift(state, dispatch)
            : wrapParagraph(wrapIn(nodes.blockquote))(state, dispatch);
    }

    // Takes formatting off the selection or, when nothing is selected, off the paragraph; headings become paragraphs.
    function clear(state, dispatch) {
        const { $from, $to, empty } = state.selection;
        if (!$from.parent.inlineContent) {
            return false;
        }
        if (dispatch) {
            const [from, to] = empty ? [$from.start(), $from.end()] : [$from.pos, $to.pos];
            const transaction = state.tr.removeMark(from, to).setStoredMarks([]);
            transaction.doc.nodesBetween(from, to, (node, position) => {
                if (node.type === nodes.heading) {
                    transaction.setNodeMarkup(position, nodes.paragraph, { dir: node.attrs.dir });
                }
            });
            dispatch(transaction.scrollIntoView());
        }
        return true;
    }

    // The outermost blocks that the selection touches: a whole list, table or quotation, never a part of one.
    function outermostBlocks(state) {
        const found = [];
        const { from, to } = state.selection;
        state.doc.nodesBetween(from, to, (node, position, parent) => {
            if (parent === state.doc ? node.type !== nodes.footnotes : parent.type === nodes.footnote) {
                found.push({ node, position });
                return false;
            }
            return true;
        });
        return found;
    }

    function directionHere(state, base) {
        const { $from } = state.selection;
        for (let depth = $from.depth; depth > 0; depth -= 1) {
            if ($from.node(depth).attrs.dir) {
                return $from.node(depth).attrs.dir;
            }
        }
        return base;
    }

    // The other direction for the outermost blocks; their inner blocks follow. The text's own direction is not written.
    function toggleDirection(state, dispatch, view) {
        const blocks = outermostBlocks(state);
        if (dispatch) {
            const base = view.dom.dir;
            const turned = directionHere(state, base) === "rtl" ? "ltr" : "rtl";
            const transaction = state.tr;
            for (const { node, position } of blocks) {
                transaction.setNodeAttribute(position, "dir", turned === base ? null : turned);
                node.descendants((inner, offset) => {
                    if (inner.attrs.dir) {
                        transaction.setNodeAttribute(position + 1 + offset, "dir", null);
                    }
                });
            }
            dispatch(transaction);
        }
        return blocks.length > 0;
    }

    function insertTable(state, dispatch) {
        const { $from } = state.selection;
        const inText = $from.depth === 1 && $from.parent.isTextblock;
        if (inText && dispatch) {
            const row = (type) =>
                nodes.table_row.create(
                    null,
                    Array.from({ length: 3 }, () => type.createAndFill()),
                );
            const rows = [nodes.table_header, nodes.table_cell, nodes.table_cell].map(row);
            const position = $from.after();
            const transaction = state.tr.insert(position, nodes.table.create(null, rows));
            dispatch(
                transaction.setSelection(TextSelection.near(transaction.doc.resolve(position + 1))).scrollIntoView(),
            );
        }
        return inText;
    }

    // The way out of a list, quotation or table: an empty paragraph after the outermost block.
    function leaveBlock(state, dispatch) {
        const { $head } = state.selection;
        if ($head.depth < 2 || $head.node(1).type === nodes.footnotes) {
            return false;
        }
        if (dispatch) {
            const transaction = state.tr.insert($head.after(1), nodes.paragraph.create());
            dispatch(
                transaction
                    .setSelection(TextSelection.near(transaction.doc.resolve($head.after(1) + 1)))
                    .scrollIntoView(),
            );
        }
        return true;
    }

    function breakLine(state, dispatch) {
        const inText = state.selection.$from.parent.type === nodes.paragraph;
        if (inText && dispatch) {
            dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
        }
        return inText;
    }

    const markButton = (type, keys, command = toggleMark(type)) => ({
        command,
        keys,
        isActive: (state) => hasMark(state, type),
    });
    const headingButton = (level) => ({
        command: toggleHeading(level),
        keys: `Mod-Alt-${level}`,
        isActive: (state) => isHeading(state, level),
    });
    const listButton = (type, keys) => ({
        command: toggleList(type),
        keys,
        isActive: (state) => around(state, LISTS)?.node.type === type,
    });

    // By the name of their label. isActive makes a toggle; editor.js adds "link", which needs a dialog.
    const actions = {
        undo: { command: undo, keys: "Mod-z", applies: (state) => undoDepth(state) > 0 },
        redo: { command: redo, keys: "Mod-y", applies: (state) => redoDepth(state) > 0 },
        heading2: headingButton(2),
        heading3: headingButton(3),
        bold: markButton(marks.strong, "Mod-b"),
        italic: markButton(marks.em, "Mod-i"),
        subscript: markButton(marks.sub, "Mod-,", toggleScript(marks.sub, marks.sup)),
        superscript: markButton(marks.sup, "Mod-.", toggleScript(marks.sup, marks.sub)),
        bullets: listButton(nodes.bullet_list, "Mod-Shift-8"),
        numbers: listButton(nodes.ordered_list, "Mod-Shift-7"),
        indent: { command: sinkListItem(nodes.list_item), keys: "Mod-]" },
        outdent: { command: liftListItem(nodes.list_item), keys: "Mod-[" },
        quote: {
            command: toggleQuote,
            keys: "Mod-Shift-9",
            isActive: (state) => Boolean(around(state, [nodes.blockquote])),
        },
        footnote: { command: footnotes.insertOrFollow, keys: "Mod-Alt-f" },
        table: { command: insertTable },
        rowAfter: { command: addRowAfter, shownIf: isInTable },
        columnAfter: { command: addColumnAfter, shownIf: isInTable },
        deleteRow: { command: deleteRow, shownIf: isInTable },
        deleteColumn: { command: deleteColumn, shownIf: isInTable },
        deleteTable: { command: deleteTable, shownIf: isInTable },
        clear: { command: clear, keys: "Mod-\\" },
        direction: {
            command: toggleDirection,
            keys: "Mod-Alt-d",
            isActive: (state, view) => directionHere(state, view.dom.dir) !== view.dom.dir,
        },
    };

    // Keys without a button.
    const keys = {
        "Shift-Mod-z": redo,
        "Mod-Alt-4": toggleHeading(4),
        "Mod-Alt-0": setBlockType(nodes.paragraph),
        "Mod-Enter": leaveBlock,
        "Shift-Enter": breakLine,
    };

    window.DeskEditor.commands = { actions, hasMark, keys };
})();
