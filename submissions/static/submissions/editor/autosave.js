// Keeps what is typed on the edit page, so that nothing is lost with the connection, the session or the browser, and
// shows who else is at the text. Nothing of this is a version: that is what the form's own button makes.
"use strict";

(() => {
    const WORDS = ["title", "standfirst", "body"];
    const PAUSE_MS = 3_000; // after the last key
    const LONGEST_MS = 30_000; // while somebody types on and on, and between two signs of life
    const RETRY_MS = 10_000;
    const GIVE_UP_MS = 20_000;
    const KEEPALIVE_BYTES = 60_000; // a browser sends no more than this once the page is gone

    const cookie = (name) => new RegExp(`(?:^|;\\s*)${name}=([^;]+)`).exec(document.cookie)?.[1];

    class Keeper {
        constructor(status) {
            this.status = status;
            this.form = status.closest("form");
            this.others = document.getElementById("others");
            this.sentences = JSON.parse(status.dataset.sentences);
            this.atFirst = status.textContent;
            this.typed = 0; // how often something changed
            this.kept = 0; // the change that is kept
            this.typingSince = 0;
            this.keptAt = "";
            this.sending = null;
            this.isSubmitted = false;
            this.listen();
            // A text that came back with the form is nowhere else yet.
            if ("unsaved" in this.form.elements.body.dataset && !this.form.elements.resumed.value) {
                this.onInput();
            }
            this.live();
        }

        get isKept() {
            return this.kept === this.typed;
        }

        listen() {
            this.form.addEventListener("input", ({ target }) => WORDS.includes(target.name) && this.onInput());
            // After every other listener: a submission that somebody stopped does not count.
            window.addEventListener("submit", (event) => {
                if (event.target === this.form && !event.defaultPrevented) {
                    this.onSubmit();
                }
            });
            window.addEventListener("pageshow", (event) => {
                this.isSubmitted = false;
                if (event.persisted) {
                    this.live();
                }
            });
            window.addEventListener("online", () => this.live());
            window.addEventListener("pagehide", () => this.onLeaving(this.isKept ? "leave" : "keep"));
            document.addEventListener("visibilitychange", () => {
                if (!document.hidden) {
                    this.live();
                } else if (!this.isKept) {
                    this.onLeaving("keep");
                }
            });
            window.setInterval(() => document.hidden || this.live(), LONGEST_MS);
        }

        onInput() {
            this.typed += 1;
            this.typingSince ||= Date.now();
            this.keepIn(Math.max(0, Math.min(PAUSE_MS, this.typingSince + LONGEST_MS - Date.now())));
        }

        // The form carries everything; what is still on its way must not arrive after it. Its token may be from before
        // somebody signed in again.
        onSubmit() {
            this.isSubmitted = true;
            window.clearTimeout(this.timer);
            this.sending?.abort();
            this.form.elements.csrfmiddlewaretoken.value = this.token();
        }

        onLeaving(action) {
            if (!this.isSubmitted) {
                const body = this.data(action);
                const size = WORDS.reduce((sum, name) => sum + new Blob([body.get(name) || ""]).size, 0);
                const sent = this.post(body, { keepalive: size < KEEPALIVE_BYTES });
                const change = this.typed;
                sent.then((response) => action === "keep" && response.ok && this.settle(change)).catch(() => {});
            }
        }

        keepIn(time) {
            window.clearTimeout(this.timer);
            this.timer = window.setTimeout(() => this.send("keep"), time);
        }

        live() {
            return this.send(this.isKept ? "here" : "keep");
        }

        async send(action) {
            if (this.sending || this.isSubmitted) {
                return;
            }
            const change = this.typed;
            this.sending = new AbortController();
            const patience = window.setTimeout(() => this.sending?.abort(), GIVE_UP_MS);
            try {
                const response = await this.post(this.data(action), { signal: this.sending.signal });
                await this.onAnswer(response, action, change);
            } catch {
                this.onFailure(this.sentences.lost, this.sentences.lostSince);
            } finally {
                window.clearTimeout(patience);
                this.sending = null;
            }
        }

        async onAnswer(response, action, change) {
            const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
            const answer = isJson ? await response.json() : {};
            this.showOthers(answer.others);
            if (response.ok && isJson) {
                if (action === "keep") {
                    this.settle(change);
                    this.keptAt = answer.kept || this.keptAt;
                    this.show(answer.kept ? this.sentences.kept.replace("{when}", answer.kept) : this.atFirst);
                }
                this.showNewer(answer.newer);
            } else if (response.status === 401 || (response.status === 403 && !isJson)) {
                this.onSignedOut(answer.sign_in || this.status.dataset.signIn);
            } else if (answer.refusal) {
                this.show(this.sentences.refused.replace("{why}", answer.refusal));
            } else {
                this.onFailure(this.sentences.failed, this.sentences.failed);
            }
            if (response.ok && !this.isKept) {
                this.keepIn(PAUSE_MS);
            }
        }

        settle(change) {
            this.kept = change;
            this.typingSince = this.isKept ? 0 : Date.now();
        }

        onFailure(sentence, since) {
            if (!this.isSubmitted && !this.isKept) {
                this.show(this.keptAt ? since.replace("{when}", this.keptAt) : sentence);
                this.keepIn(RETRY_MS);
            }
        }

        onSignedOut(address) {
            const link = document.createElement("a");
            Object.assign(link, { href: address, target: "_blank", rel: "noopener", textContent: this.sentences.signIn });
            this.show(`${this.sentences.signedOut} `, link);
        }

        post(body, options) {
            return window.fetch(this.status.dataset.address, { method: "POST", body, ...options });
        }

        data(action) {
            const { elements } = this.form;
            const data = new FormData();
            const carried = ["based_on", "opened", "resumed", ...(action === "keep" ? WORDS : [])];
            carried.forEach((name) => data.append(name, elements[name].value));
            data.append("action", action);
            data.append("csrfmiddlewaretoken", this.token());
            return data;
        }

        token() {
            return cookie("csrftoken") || this.form.elements.csrfmiddlewaretoken.value;
        }

        // Read out only where it says something else than before.
        show(...content) {
            const said = content.map((part) => part.textContent ?? part).join("");
            if (this.status.textContent !== said) {
                this.status.replaceChildren(...content);
            }
        }

        showNewer(sentence) {
            if (sentence && !this.status.textContent.includes(sentence)) {
                this.status.append(` ${sentence}`);
            }
        }

        showOthers(sentences) {
            const shown = [...this.others.children].map((line) => line.textContent);
            if (!sentences || sentences.join("\n") === shown.join("\n")) {
                return;
            }
            const lines = sentences.map((sentence) =>
                Object.assign(document.createElement("p"), { dir: "auto", textContent: sentence }),
            );
            this.others.hidden = !lines.length;
            this.others.replaceChildren(...lines);
        }
    }

    const status = document.getElementById("keeping");
    if (status) {
        const keeper = new Keeper(status);
        // The editor warns before a page is left only while something is not kept.
        window.DeskEditor.isKept = () => keeper.isKept;
    }
})();
