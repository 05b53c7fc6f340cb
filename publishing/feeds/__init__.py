"""The newest articles of a language, a topic or an author, whole, in three formats; each feed in one piece.

`contents` says what a feed holds, `xml` writes Atom and RSS, `json_feed` JSON Feed.
"""
