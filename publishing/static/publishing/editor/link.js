// The small dialog that asks where a link goes.
"use strict";

(() => {
    const { TextSelection } = ProseMirror;
    const { LINK, commands, schema } = window.DeskEditor;
    const type = schema.marks.link;

    // What a person types for an address, or null where no link can be made of it.
    function addressOf(typed) {
        const text = typed.trim();
        const address = [
            [LINK, text],
            [/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/, `mailto:${text}`],
            [/^[^\s:/]+\.[^\s:]+$/, `https://${text}`],
        ].find(([pattern]) => pattern.test(text))?.[1];
        return address && !/\s/.test(address) && URL.canParse(address) ? address : null;
    }

    // The whole link around the cursor, as { from, to, href }.
    function linkAround(state) {
        const { $from } = state.selection;
        const pieces = [];
        $from.parent.forEach((node, offset) => {
            const mark = type.isInSet(node.marks);
            const from = $from.start() + offset;
            const previous = pieces.at(-1);
            if (mark && previous && previous.href === mark.attrs.href && previous.to === from) {
                previous.to += node.nodeSize;
            } else if (mark) {
                pieces.push({ from, to: from + node.nodeSize, href: mark.attrs.href });
            }
        });
        return pieces.find(({ from, to }) => from <= $from.pos && $from.pos <= to);
    }

    function target(state) {
        const { from, to, empty } = state.selection;
        const existing = linkAround(state);
        if (empty || (existing && existing.from <= from && to <= existing.to)) {
            return existing || { from, to, href: "" };
        }
        let href = "";
        state.doc.nodesBetween(from, to, (node) => {
            href ||= type.isInSet(node.marks)?.attrs.href || "";
        });
        return { from, to, href };
    }

    function save(view, { from, to }, href) {
        const { state } = view;
        const mark = type.create({ href });
        const transaction =
            from === to
                ? state.tr.insert(
                      from,
                      schema.text(href.replace(/^mailto:/i, ""), [...(state.storedMarks || []), mark]),
                  )
                : state.tr.removeMark(from, to, type).addMark(from, to, mark);
        const end = transaction.mapping.map(to);
        view.dispatch(transaction.setSelection(TextSelection.create(transaction.doc, end)).removeStoredMark(type));
    }

    function element(tag, properties = {}, children = []) {
        const made = Object.assign(document.createElement(tag), properties);
        made.append(...children);
        return made;
    }

    // One dialog serves an editor for as long as the page lives.
    function createDialog(view, labels) {
        const name = `${view.dom.id}-link`;
        const title = element("h2", { id: `${name}-title`, textContent: labels.link });
        const input = element("input", {
            id: `${name}-address`,
            type: "text",
            inputMode: "url",
            dir: "ltr",
            autocomplete: "off",
        });
        const label = element("label", { htmlFor: input.id, textContent: labels.linkAddress });
        const error = element("p", { id: `${name}-error`, className: "rich-text-dialog-error" });
        error.setAttribute("role", "alert");
        const submit = element("button", { type: "submit", className: "is-main", textContent: labels.linkSave });
        const remove = element("button", { type: "button", textContent: labels.linkRemove });
        const cancel = element("button", { type: "button", textContent: labels.cancel });
        const buttons = element("div", { className: "rich-text-dialog-buttons" }, [submit, cancel, remove]);
        const form = element("form", { method: "dialog", noValidate: true }, [title, label, input, error, buttons]);
        const dialog = element("dialog", { className: "rich-text-dialog" }, [form]);
        dialog.setAttribute("aria-labelledby", title.id);
        input.setAttribute("aria-describedby", error.id);
        let chosen = null;

        function close() {
            dialog.close();
            view.focus();
        }

        function showError(text) {
            error.textContent = text;
            input.setAttribute("aria-invalid", String(Boolean(text)));
        }

        form.addEventListener("submit", (event) => {
            event.preventDefault();
            const href = addressOf(input.value);
            if (href) {
                save(view, chosen, href);
                close();
            } else {
                showError(labels.linkWrong);
                input.focus();
            }
        });
        remove.addEventListener("click", () => {
            view.dispatch(view.state.tr.removeMark(chosen.from, chosen.to, type));
            close();
        });
        cancel.addEventListener("click", close);
        document.body.append(dialog);

        return () => {
            chosen = target(view.state);
            input.value = chosen.href;
            remove.hidden = !chosen.href;
            showError("");
            dialog.showModal();
            input.select();
        };
    }

    function action() {
        const dialogs = new WeakMap();
        return {
            keys: "Mod-k",
            isActive: (state) => commands.hasMark(state, type),
            command(state, dispatch, view, labels) {
                const { $from, $to } = state.selection;
                if (!$from.parent.inlineContent || !$from.sameParent($to)) {
                    return false;
                }
                if (dispatch) {
                    if (!dialogs.has(view)) {
                        dialogs.set(view, createDialog(view, labels));
                    }
                    dialogs.get(view)();
                }
                return true;
            },
        };
    }

    commands.actions.link = action();
})();
