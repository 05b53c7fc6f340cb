// Turns every textarea[data-rich-text] into a rich text editor. The textarea stays the field of the form: it gets the
// text at every change, and keeps the value it came with as long as nothing was changed.
"use strict";

(() => {
    const {
        EditorState,
        EditorView,
        Plugin,
        baseKeymap,
        chainCommands,
        gapCursor,
        goToNextCell,
        history,
        inputRules,
        keymap,
        splitListItem,
        tableEditing,
        undoInputRule,
        wrappingInputRule,
    } = ProseMirror;
    const { Toolbar, commands, footnotes, inDigits, parse, paste, schema, serialise } = window.DeskEditor;
    const { nodes } = schema;
    const COUNT_PAUSE_MS = 1000;
    // Distances in pixels at which the text scrolls along with the cursor; the toolbar covers up to three rows.
    const BELOW_TOOLBAR = { top: 120, right: 5, bottom: 20, left: 5 };
    const editors = new WeakMap();

    function plugins(labels, getToolbar) {
        const bound = Object.fromEntries(
            Object.values(commands.actions)
                .filter(({ keys }) => keys)
                .map(({ keys, command }) => [keys, (state, dispatch, view) => command(state, dispatch, view, labels)]),
        );
        return [
            inputRules({
                rules: [
                    wrappingInputRule(/^[-*]\s$/, nodes.bullet_list),
                    wrappingInputRule(/^[1۱][.)]\s$/, nodes.ordered_list),
                    wrappingInputRule(/^>\s$/, nodes.blockquote),
                ],
            }),
            keymap({
                ...bound,
                ...commands.keys,
                "Alt-F10": () => (getToolbar().focus(), true),
                Tab: goToNextCell(1),
                "Shift-Tab": goToNextCell(-1),
                Enter: splitListItem(nodes.list_item),
                Backspace: chainCommands(undoInputRule, baseKeymap.Backspace),
            }),
            keymap(baseKeymap),
            history(),
            gapCursor(),
            tableEditing(),
            footnotes.plugin(labels),
            new Plugin({ view: () => ({ update: () => getToolbar()?.update() }) }),
        ];
    }

    // What the textarea tells assistive technology, the editing area tells too.
    function attributesOf(textarea) {
        const label = textarea.labels[0];
        if (label && !label.id) {
            label.id = `${textarea.id}-label`;
        }
        const attributes = {
            id: `${textarea.id}-editor`,
            class: "rich-text-page",
            role: "textbox",
            "aria-multiline": "true",
            "aria-labelledby": label?.id,
            "aria-label": label ? null : textarea.getAttribute("aria-label"),
            "aria-describedby": textarea.getAttribute("aria-describedby"),
            "aria-invalid": textarea.getAttribute("aria-invalid"),
            "aria-required": textarea.required ? "true" : null,
            "aria-readonly": isEditable(textarea) ? null : "true",
            lang: textarea.lang,
            dir: textarea.dir || window.getComputedStyle(textarea).direction,
            spellcheck: "true",
        };
        return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value));
    }

    const isEditable = (textarea) => !textarea.readOnly && !textarea.disabled;

    function words(doc) {
        const text = doc.textBetween(0, doc.content.size, " ", (node) => (node.type === nodes.hard_break ? " " : ""));
        return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    }

    // Tells the number of words, after a pause, so that it is not read out at every key.
    function counter(view, label) {
        const dom = document.createElement("p");
        dom.className = "rich-text-count";
        dom.setAttribute("role", "status");
        const number = document.createElement("bdi");
        const show = () => {
            number.textContent = inDigits(words(view.state.doc), document.documentElement.lang);
        };
        dom.append(`${label} `, number);
        show();
        let timer = null;
        return {
            dom,
            update() {
                window.clearTimeout(timer);
                timer = window.setTimeout(show, COUNT_PAUSE_MS);
            },
        };
    }

    function warnBeforeLeaving(form, isChanged) {
        let isSubmitting = false;
        // On the window, after every other listener: a submission that somebody stopped does not count.
        window.addEventListener("submit", (event) => {
            isSubmitting ||= event.target === form && !event.defaultPrevented;
        });
        window.addEventListener("pageshow", () => {
            isSubmitting = false;
        });
        window.addEventListener("beforeunload", (event) => {
            if (isChanged() && !isSubmitting) {
                event.preventDefault();
            }
        });
    }

    function mount(textarea) {
        const labels = JSON.parse(textarea.dataset.richText);
        const original = parse(textarea.value);
        const frame = document.createElement("div");
        frame.className = "rich-text";
        textarea.after(frame);
        let toolbar = null;
        let count = null;
        const view = new EditorView(frame, {
            state: EditorState.create({ doc: original, plugins: plugins(labels, () => toolbar) }),
            attributes: attributesOf(textarea),
            editable: () => isEditable(textarea),
            scrollMargin: BELOW_TOOLBAR,
            scrollThreshold: BELOW_TOOLBAR,
            ...paste.props(),
            dispatchTransaction(transaction) {
                const before = view.state.doc;
                view.updateState(view.state.apply(transaction));
                if (view.state.doc !== before) {
                    write();
                    count.update();
                }
            },
        });

        function write() {
            textarea.value = serialise(view.state.doc);
            textarea.dispatchEvent(new Event("input", { bubbles: true }));
        }

        if (isEditable(textarea)) {
            toolbar = new Toolbar(view, labels);
            frame.prepend(toolbar.dom);
        }
        count = counter(view, labels.words);
        frame.append(count.dom);
        for (const label of textarea.labels) {
            label.addEventListener("click", () => view.focus());
        }
        // A hidden field that is required would stop the form without a word; the server says it instead.
        textarea.required = false;
        textarea.hidden = true;
        if (textarea.form && "dirtyWarning" in textarea.dataset) {
            // A text that came back with the form is not what is saved, even before it is touched.
            const isChanged = () => "unsaved" in textarea.dataset || !view.state.doc.eq(original);
            warnBeforeLeaving(textarea.form, () => isChanged() && !window.DeskEditor.isKept?.());
        }
        editors.set(textarea, { view, html: () => serialise(view.state.doc), write });
    }

    document.querySelectorAll("textarea[data-rich-text]").forEach(mount);
    window.DeskEditor.of = (textarea) => editors.get(textarea);
})();
