// The row of buttons above the text: one stop for the Tab key, arrow keys inside, Escape back to the text.
"use strict";

(() => {
    const { commands } = window.DeskEditor;
    const GROUPS = [
        ["undo", "redo"],
        ["heading2", "heading3"],
        ["bold", "italic", "link"],
        ["subscript", "superscript"],
        ["bullets", "numbers", "outdent", "indent", "quote"],
        ["footnote", "table"],
        ["clear", "direction"],
        ["rowAfter", "columnAfter", "deleteRow", "deleteColumn", "deleteTable"],
    ];
    const GLYPHS = {
        heading2: ["H2"],
        heading3: ["H3"],
        bold: ["B"],
        italic: ["I"],
        subscript: ["x", "2"],
        superscript: ["x", "2"],
    };
    const LINES = "M8 5h9M8 10h9M8 15h9";
    // Strokes on a field of 20 by 20.
    const ICONS = {
        undo: "M4 8h8.5a4 4 0 0 1 0 8H8M7.5 4.5 4 8l3.5 3.5",
        redo: "M16 8H7.5a4 4 0 0 0 0 8H12M12.5 4.5 16 8l-3.5 3.5",
        link: "M8.4 11.6a3 3 0 0 0 4.3 0l2.6-2.6A3 3 0 0 0 11 4.7l-.9.9M11.6 8.4a3 3 0 0 0-4.3 0L4.7 11A3 3 0 0 0 9 15.3l.9-.9",
        bullets: `${LINES}M2.9 5a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M2.9 10a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0M2.9 15a.5.5 0 1 0 1 0 .5.5 0 1 0-1 0`,
        numbers: `${LINES}M2.8 3.8 4.2 3v4.2M2.7 12.9c.1-1.2 2.1-1.1 2.1.1 0 1-2.1 1.8-2.1 3.2h2.2`,
        outdent: "M3 4h14M10 8h7M10 12h7M3 16h14M6 7.5 3.5 10 6 12.5",
        indent: "M3 4h14M10 8h7M10 12h7M3 16h14M3.5 7.5 6 10l-2.5 2.5",
        quote: "M8 6H4v4.5h4zM8 10.5c0 2-1 3.2-3 3.7M16 6h-4v4.5h4zM16 10.5c0 2-1 3.2-3 3.7",
        footnote: "M3 5h8M3 9h14M3 13h4M12 15l1.8-1.1V18M15.2 3.4l1.3-.8v4M3 17h5",
        table: "M3 4h14v12H3zM3 8h14M3 12h14M10 8v8",
        clear: "M5 4h10M10 4l-2 8M5.5 16H9M12 12l4.5 4.5M16.5 12 12 16.5",
        direction:
            "M9 3v9M12.5 3v9M14.5 3H8a2.7 2.7 0 0 0 0 5.4h1M3.5 16h13M6 13.7 3.5 16 6 18.3M14 13.7l2.5 2.3-2.5 2.3",
        rowAfter: "M3 3.5h14v6H3zM10 3.5v6M10 12.5v5M7.5 15h5",
        columnAfter: "M3.5 3v14h6V3zM3.5 10h6M12.5 10h5M15 7.5v5",
        deleteRow: "M3 3.5h14v6H3zM10 3.5v6M8 13l4 4M12 13l-4 4",
        deleteColumn: "M3.5 3v14h6V3zM3.5 10h6M13 8l4 4M17 8l-4 4",
        deleteTable: "M3 3h14v8H3zM3 7h14M10 3v8M8 13.5l4 4M12 13.5l-4 4",
    };
    const RIGHT_TO_LEFT = {
        numbers: "M12 5H3M12 10H3M12 15H3M15.8 3.8l1.4-.8v4.2M15.7 12.9c.1-1.2 2.1-1.1 2.1.1 0 1-2.1 1.8-2.1 3.2h2.2",
    };
    const MIRRORED = new Set(["undo", "redo", "bullets", "outdent", "indent", "columnAfter", "deleteColumn"]);
    const IS_MAC = /Mac|iPhone|iPad/.test(window.navigator.platform);

    function face(name, isRightToLeft) {
        const SVG = "http://www.w3.org/2000/svg";
        if (GLYPHS[name]) {
            const span = document.createElement("span");
            span.className = "rich-text-glyph";
            const [letter, digit] = GLYPHS[name];
            span.append(letter);
            if (digit) {
                const small = document.createElement(name === "superscript" ? "sup" : "sub");
                small.textContent = digit;
                span.append(small);
            }
            span.setAttribute("aria-hidden", "true");
            return span;
        }
        const icon = document.createElementNS(SVG, "svg");
        const path = document.createElementNS(SVG, "path");
        icon.setAttribute("viewBox", "0 0 20 20");
        icon.setAttribute("aria-hidden", "true");
        icon.classList.toggle("is-mirrored", isRightToLeft && MIRRORED.has(name));
        path.setAttribute("d", (isRightToLeft && RIGHT_TO_LEFT[name]) || ICONS[name]);
        icon.append(path);
        return icon;
    }

    // "Mod-Shift-8" as people read it and as aria-keyshortcuts wants it.
    function shortcut(keys) {
        const parts = keys.split("-").map((part) => (part.length === 1 ? part.toUpperCase() : part));
        const spell = (mod) => parts.map((part) => (part === "Mod" ? mod : part)).join("+");
        return { shown: spell(IS_MAC ? "⌘" : "Ctrl"), spoken: spell(IS_MAC ? "Meta" : "Control") };
    }

    class Toolbar {
        constructor(view, labels) {
            this.view = view;
            this.labels = labels;
            this.isRightToLeft = window.getComputedStyle(view.dom.parentElement).direction === "rtl";
            this.buttons = new Map();
            this.dom = document.createElement("div");
            this.dom.className = "rich-text-toolbar";
            this.dom.setAttribute("role", "toolbar");
            this.dom.setAttribute("aria-label", labels.toolbar);
            this.dom.setAttribute("aria-controls", view.dom.id);
            this.dom.append(...GROUPS.map((names) => this.group(names)));
            this.dom.addEventListener("keydown", (event) => this.onKey(event));
            this.current = this.buttons.get(GROUPS[0][0]);
            this.update();
        }

        group(names) {
            const group = document.createElement("div");
            group.className = "rich-text-group";
            group.append(...names.map((name) => this.button(name)));
            return group;
        }

        button(name) {
            const { keys } = commands.actions[name];
            const button = document.createElement("button");
            const { shown, spoken } = keys ? shortcut(keys) : {};
            Object.assign(button, { type: "button", tabIndex: -1 });
            button.className = `rich-text-button is-${name}`;
            button.title = shown ? `${this.labels[name]} (${shown})` : this.labels[name];
            button.setAttribute("aria-label", this.labels[name]);
            if (spoken) {
                button.setAttribute("aria-keyshortcuts", spoken);
            }
            button.append(face(name, this.isRightToLeft));
            // The selection in the text stays where it is.
            button.addEventListener("mousedown", (event) => event.preventDefault());
            button.addEventListener("click", () => this.run(name));
            this.buttons.set(name, button);
            return button;
        }

        run(name) {
            const { view } = this;
            if (this.buttons.get(name).getAttribute("aria-disabled") !== "true") {
                view.focus();
                commands.actions[name].command(view.state, view.dispatch, view, this.labels);
            }
        }

        update() {
            const { state } = this.view;
            for (const [name, button] of this.buttons) {
                const { applies, command, isActive, shownIf } = commands.actions[name];
                button.setAttribute("aria-disabled", String(!(applies || command)(state, undefined, this.view)));
                if (isActive) {
                    button.setAttribute("aria-pressed", String(isActive(state, this.view)));
                }
                if (shownIf) {
                    button.hidden = !shownIf(state);
                }
            }
            for (const group of this.dom.children) {
                group.hidden = [...group.children].every((button) => button.hidden);
            }
            this.stopAt(this.current.hidden ? this.visible()[0] : this.current);
        }

        visible() {
            return [...this.buttons.values()].filter((button) => !button.hidden);
        }

        stopAt(button) {
            this.current.tabIndex = -1;
            this.current = button;
            button.tabIndex = 0;
        }

        onKey(event) {
            const all = this.visible();
            const forward = this.isRightToLeft ? -1 : 1;
            const step = { ArrowRight: forward, ArrowLeft: -forward }[event.key];
            const here = all.indexOf(this.current);
            const next = { Home: all[0], End: all.at(-1) }[event.key] || (step && all.at((here + step) % all.length));
            if (next) {
                event.preventDefault();
                this.stopAt(next);
                next.focus();
            } else if (event.key === "Escape") {
                this.view.focus();
            }
        }

        focus() {
            this.current.focus();
        }
    }

    window.DeskEditor.Toolbar = Toolbar;
})();
