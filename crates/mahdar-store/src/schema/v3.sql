-- Version 3: review marks. What analysts say of lines of records, beside them and never over them; nothing is ever taken back.
CREATE TABLE mark (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,                   -- UTC, to the second
    who TEXT NOT NULL,
    article TEXT NOT NULL,              -- the article's identity, which outlives reading anew
    layer TEXT NOT NULL,                -- encounters, statements, …
    item TEXT NOT NULL,                 -- id of the line in the record, at the time
    line TEXT NOT NULL,                 -- the line itself, at the time, as JSON
    start INTEGER NOT NULL,             -- its words
    end INTEGER NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong', 'corrected')),
    note TEXT NOT NULL
);
CREATE INDEX mark_by_article ON mark (article);
CREATE TRIGGER mark_stays BEFORE UPDATE ON mark BEGIN SELECT raise(ABORT, 'marks are only ever added'); END;
CREATE TRIGGER mark_is_kept BEFORE DELETE ON mark BEGIN SELECT raise(ABORT, 'marks are only ever added'); END;
