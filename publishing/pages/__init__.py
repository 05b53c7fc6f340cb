"""Every public page: a function of what the database holds, knowing no request, no visitor and no cookie.

Views, previews, proofs, the page store and the mirror call these. Each returns a `Rendered`: the page and its keys.
"""
