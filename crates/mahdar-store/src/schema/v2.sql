-- Version 2: what articles amount to together. Everything here but `review` can be made anew from version 1's tables.

-- Articles that have come or changed since their likes were last looked for. Triggers fill it, so that no writer can forget.
CREATE TABLE pending (article INTEGER PRIMARY KEY REFERENCES article);
-- With which rules that was.
CREATE TABLE settled (rules TEXT NOT NULL);
INSERT INTO settled VALUES ('');

-- Near-identical texts: signature and bands as mahdar-history makes them; copies in both directions.
CREATE TABLE signature (article INTEGER PRIMARY KEY REFERENCES article, bytes BLOB NOT NULL);
CREATE TABLE band (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;
CREATE INDEX band_by_article ON band (article);
CREATE TABLE copy_pair (
    a INTEGER NOT NULL REFERENCES article,
    b INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- Encounters as mahdar-history compares them, keys to find their like by, and which of them are one.
CREATE TABLE telling (encounter INTEGER PRIMARY KEY REFERENCES encounter, id TEXT NOT NULL UNIQUE, telling TEXT NOT NULL);
CREATE TABLE telling_key (
    key TEXT NOT NULL,
    encounter INTEGER NOT NULL REFERENCES encounter,
    PRIMARY KEY (key, encounter)
) WITHOUT ROWID;
CREATE INDEX telling_key_by_encounter ON telling_key (encounter);
CREATE TABLE merged (
    encounter INTEGER PRIMARY KEY REFERENCES encounter,
    main INTEGER NOT NULL REFERENCES encounter  -- the telling that stands for all of them
);
CREATE INDEX merged_by_main ON merged (main);

-- What users decided about two tellings; the last word counts. Tellings are named so that reading anew does not lose them.
CREATE TABLE review (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    same INTEGER NOT NULL,
    who TEXT,
    day TEXT NOT NULL
);
CREATE INDEX review_by_a ON review (a);
CREATE INDEX review_by_b ON review (b);

-- Promises of the same to the same (who), and the first saying of each.
CREATE TABLE promise (commitment INTEGER PRIMARY KEY REFERENCES commitment, who TEXT NOT NULL, promise TEXT NOT NULL);
CREATE INDEX promise_by_who ON promise (who);
CREATE TABLE chain (
    commitment INTEGER PRIMARY KEY REFERENCES commitment,
    first INTEGER NOT NULL REFERENCES commitment,
    likeness REAL NOT NULL,
    copy INTEGER NOT NULL               -- 1 where the article is a copy of one that has said it already
);
CREATE INDEX chain_by_first ON chain (first);
CREATE TABLE stale_promises (who TEXT PRIMARY KEY) WITHOUT ROWID;

-- Set phrases in articles.
CREATE TABLE formula_use (
    article INTEGER NOT NULL REFERENCES article,
    start INTEGER NOT NULL,
    formula TEXT NOT NULL,
    end INTEGER NOT NULL,
    version TEXT NOT NULL,
    words TEXT NOT NULL,
    speakers TEXT NOT NULL,             -- codes, separated by a bar; empty where the article itself says it
    PRIMARY KEY (article, start, formula)
) WITHOUT ROWID;
CREATE INDEX formula_use_by_formula ON formula_use (formula);

CREATE TRIGGER body_is_new AFTER INSERT ON body BEGIN
    INSERT OR IGNORE INTO pending VALUES (NEW.article);
END;
CREATE TRIGGER body_has_changed AFTER UPDATE ON body BEGIN
    INSERT OR IGNORE INTO pending VALUES (NEW.article);
END;
CREATE TRIGGER text_has_changed AFTER UPDATE OF text ON body WHEN NEW.text IS NOT OLD.text BEGIN
    INSERT OR IGNORE INTO pending SELECT b FROM copy_pair WHERE a = NEW.article;
    DELETE FROM copy_pair WHERE b = NEW.article;
    DELETE FROM copy_pair WHERE a = NEW.article;
    DELETE FROM band WHERE article = NEW.article;
    DELETE FROM signature WHERE article = NEW.article;
END;
CREATE TRIGGER encounter_goes BEFORE DELETE ON encounter BEGIN
    INSERT OR IGNORE INTO pending
        SELECT e.article FROM merged m JOIN encounter e ON e.key = m.encounter
        WHERE m.main = (SELECT main FROM merged WHERE encounter = OLD.key);
    DELETE FROM merged WHERE main = (SELECT main FROM merged WHERE encounter = OLD.key);
    DELETE FROM telling_key WHERE encounter = OLD.key;
    DELETE FROM telling WHERE encounter = OLD.key;
END;
CREATE TRIGGER commitment_goes BEFORE DELETE ON commitment BEGIN
    INSERT OR IGNORE INTO stale_promises SELECT who FROM promise WHERE commitment = OLD.key;
    DELETE FROM chain WHERE commitment = OLD.key OR first = OLD.key;
    DELETE FROM promise WHERE commitment = OLD.key;
END;

INSERT INTO pending SELECT key FROM article;
