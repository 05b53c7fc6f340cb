// One click, one request: a form that has been sent cannot be sent again before the answer is there.
// Without this script the server tells a repeated click from a new decision all the same.
document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
        return;
    }
    // A preview opens beside the form, which stays to be sent.
    if (event.submitter?.formTarget === "_blank") {
        return;
    }
    if (form.dataset.isSent) {
        event.preventDefault();
        return;
    }
    form.dataset.isSent = "yes";
});

// A page that comes back from the browser's memory can be sent again.
window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-is-sent]")) {
        delete form.dataset.isSent;
    }
});
