-- Version 5: less to keep in order while articles come.

-- The words of a transaction are put in order once, at its end, and its piece of the index is merged with others when there are
-- many: with 1 MB and four pieces, as it is by itself, they were gone through again and again.
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);
INSERT INTO search (search, rank) VALUES ('automerge', 12);

-- No question asks by it.
DROP INDEX article_by_sha256;

-- pending.noted: 2 where the article's copies are found and its retellings are not yet looked for.
-- Whoever changes a text knows the signature that it had, and so its bands.
DROP INDEX band_by_article;
DROP TRIGGER text_has_changed;
CREATE TRIGGER text_has_changed AFTER UPDATE OF text ON body WHEN NEW.text IS NOT OLD.text BEGIN
    INSERT INTO pending (article, noted) SELECT b, 1 FROM copy_pair WHERE a = NEW.article
        ON CONFLICT DO UPDATE SET noted = min(noted, 1);
    DELETE FROM copy_pair WHERE b = NEW.article;
    DELETE FROM copy_pair WHERE a = NEW.article;
    DELETE FROM signature WHERE article = NEW.article;
END;

-- fact_kind is a number, 1 encounter, 2 statement, 3 commitment, 4 event: among the rows of a subject, which are what most of the
-- file is, finding the place of a row is mostly comparing it.
CREATE TABLE new_party (
    fact_kind INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor,
    code TEXT,
    office TEXT,
    PRIMARY KEY (fact_kind, fact, role, seq)
) WITHOUT ROWID;
INSERT INTO new_party SELECT instr('escv', fact_kind), fact, role, seq, actor, code, office FROM party ORDER BY 1, 2, 3, 4;
DROP TABLE party;
ALTER TABLE new_party RENAME TO party;

CREATE TABLE new_finder (
    subject INTEGER NOT NULL REFERENCES subject,
    fact_kind INTEGER NOT NULL,
    day INTEGER NOT NULL,               -- as a number, 20220608; 0 where none is known
    fact INTEGER NOT NULL,
    article INTEGER NOT NULL,
    what TEXT NOT NULL,
    more TEXT NOT NULL,
    roles INTEGER NOT NULL,
    copy INTEGER NOT NULL,              -- 1 where the article is a copy of another
    PRIMARY KEY (subject, fact_kind, day, fact)
) WITHOUT ROWID;
INSERT INTO new_finder SELECT subject, instr('escv', fact_kind), day, fact, article, what, more, roles, copy FROM finder
    ORDER BY 1, 2, 3, 4;
DROP TABLE finder;
ALTER TABLE new_finder RENAME TO finder;

CREATE TABLE new_tally (
    subject INTEGER NOT NULL REFERENCES subject,
    fact_kind INTEGER NOT NULL,
    month TEXT NOT NULL,                -- YYYY-MM, '' where no day is known
    what TEXT NOT NULL,
    more TEXT NOT NULL,
    facts INTEGER NOT NULL,             -- copies left out
    copies INTEGER NOT NULL,
    PRIMARY KEY (subject, fact_kind, month, what, more)
) WITHOUT ROWID;
INSERT INTO new_tally SELECT subject, instr('escv', fact_kind), month, what, more, facts, copies FROM tally ORDER BY 1, 2, 3, 4, 5;
DROP TABLE tally;
ALTER TABLE new_tally RENAME TO tally;
