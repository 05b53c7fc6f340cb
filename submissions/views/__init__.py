"""The author's pages: each view finds what it needs, makes one domain call, and answers with a page."""
