-- Version 6: what a transaction adds to long lists is written one page after the other, however long they are.

-- What facts are: kind, mode, strength or type, and status of encounters or mode of events.
CREATE TABLE label (key INTEGER PRIMARY KEY, what TEXT NOT NULL, more TEXT NOT NULL, UNIQUE (what, more));

-- Facts under their subjects, in the order of days, a few hundred in a block (crates/mahdar-store/src/lists). Eight runs of a level
-- become one of the next. A row had been kept for each before, and a transaction's rows went to nearly every page of their table.
CREATE TABLE run (key INTEGER PRIMARY KEY, level INTEGER NOT NULL);
CREATE TABLE posting (
    run INTEGER NOT NULL REFERENCES run,
    subject INTEGER NOT NULL REFERENCES subject,
    kind INTEGER NOT NULL,              -- 1 encounter, 2 statement, 3 commitment, 4 event
    first INTEGER NOT NULL,             -- day and key of the block's first fact: 20220608 * 2^36 + 17
    entries BLOB NOT NULL,              -- day and key, article, label, roles: bits, 1 does, 2 is done to
    PRIMARY KEY (run, subject, kind, first)
) WITHOUT ROWID;

-- How many facts there are of each subject; by month and type they are counted when that is asked for.
CREATE TABLE total (
    subject INTEGER NOT NULL REFERENCES subject,
    fact_kind INTEGER NOT NULL,
    facts INTEGER NOT NULL,             -- copies left out
    copies INTEGER NOT NULL,
    PRIMARY KEY (subject, fact_kind)
) WITHOUT ROWID;

-- Articles under the bands of their texts, in the same way; half the band stands in the place of day and key.
CREATE TABLE band_run (key INTEGER PRIMARY KEY, level INTEGER NOT NULL);
CREATE TABLE band_posting (
    run INTEGER NOT NULL REFERENCES band_run,
    subject INTEGER NOT NULL,           -- 0
    kind INTEGER NOT NULL,              -- 0
    first INTEGER NOT NULL,
    entries BLOB NOT NULL,
    PRIMARY KEY (run, subject, kind, first)
) WITHOUT ROWID;

INSERT INTO label (what, more) SELECT DISTINCT what, more FROM finder;
INSERT INTO total SELECT subject, fact_kind, sum(facts), sum(copies) FROM tally GROUP BY 1, 2;
