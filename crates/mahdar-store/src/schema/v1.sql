-- Version 1. docs/store.md explains the tables; a version that has been released never changes, a new one is added beside it.

-- With which program and knowledge articles were read.
CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    engine TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    UNIQUE (engine, knowledge)
);

CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,      -- what makes it the same article when it comes again
    fingerprint TEXT NOT NULL UNIQUE,   -- of text and metadata: what makes it unchanged
    id TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    title TEXT,
    path TEXT,
    published TEXT,                     -- ISO day
    published_from TEXT NOT NULL,       -- option, metadata, text, none
    language TEXT NOT NULL,
    sha256 TEXT NOT NULL,               -- of the text
    characters INTEGER NOT NULL,
    reading INTEGER NOT NULL REFERENCES reading,
    original INTEGER REFERENCES article -- the article this is a near-identical copy of
);
CREATE INDEX article_by_day ON article (coalesce(published, ''), key);
CREATE INDEX article_by_outlet ON article (outlet, published);
CREATE INDEX article_by_id ON article (id);
CREATE INDEX article_by_sha256 ON article (sha256);
CREATE INDEX article_by_reading ON article (reading);
CREATE INDEX article_by_original ON article (original) WHERE original IS NOT NULL;

-- Text and record, compressed (zstd).
CREATE TABLE body (
    article INTEGER PRIMARY KEY REFERENCES article,
    text BLOB NOT NULL,
    record BLOB NOT NULL
);

-- What an article was before its source changed it.
CREATE TABLE former (
    article INTEGER NOT NULL REFERENCES article,
    version INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    text BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (article, version)
) WITHOUT ROWID;

-- What was passed over, and why.
CREATE TABLE skipped (
    path TEXT NOT NULL,
    line INTEGER NOT NULL,              -- 0 where it is the whole file
    reason TEXT NOT NULL,
    PRIMARY KEY (path, line)
) WITHOUT ROWID;

-- Actors across articles.
CREATE TABLE actor (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name_ar TEXT NOT NULL,              -- the usual one of actor_name
    name_en TEXT,
    known INTEGER NOT NULL,
    code TEXT,                          -- code, sector, office: as in the latest article
    sector TEXT,
    office TEXT,
    latest TEXT NOT NULL,
    articles INTEGER NOT NULL           -- in how many
);
CREATE INDEX actor_by_code ON actor (code);
CREATE INDEX actor_by_articles ON actor (-articles, key);

-- How articles call actors, and how many do.
CREATE TABLE actor_name (
    actor INTEGER NOT NULL REFERENCES actor,
    name TEXT NOT NULL,
    articles INTEGER NOT NULL,
    PRIMARY KEY (actor, name)
) WITHOUT ROWID;

CREATE TABLE article_actor (
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,                   -- in the record
    actor INTEGER NOT NULL REFERENCES actor,
    code TEXT,
    sector TEXT,
    office TEXT,
    PRIMARY KEY (article, id)
) WITHOUT ROWID;
CREATE INDEX article_actor_by_actor ON article_actor (actor);

CREATE TABLE place (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    name_ar TEXT NOT NULL,
    name_en TEXT,
    code TEXT,
    lat REAL,
    lon REAL
);

CREATE TABLE article_place (
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    place INTEGER NOT NULL REFERENCES place,
    PRIMARY KEY (article, id)
) WITHOUT ROWID;
CREATE INDEX article_place_by_place ON article_place (place);

CREATE TABLE framework (
    key INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name_ar TEXT NOT NULL,
    name_en TEXT,
    known INTEGER NOT NULL,
    articles INTEGER NOT NULL
);
CREATE INDEX framework_by_articles ON framework (-articles, key);

CREATE TABLE article_framework (
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    framework INTEGER NOT NULL REFERENCES framework,
    PRIMARY KEY (article, id)
) WITHOUT ROWID;
CREATE INDEX article_framework_by_framework ON article_framework (framework);

-- Where articles speak of actors, places and frameworks (id: a1, p1, f1 of the record). Offsets are code points.
CREATE TABLE mention (
    article INTEGER NOT NULL REFERENCES article,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    id TEXT NOT NULL,
    form TEXT,                          -- actors only
    PRIMARY KEY (article, start, end, id)
) WITHOUT ROWID;

CREATE TABLE encounter (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    place INTEGER REFERENCES place,
    day TEXT NOT NULL,                  -- to sort by: first day of its date, else of publication, else ''
    dated TEXT NOT NULL,                -- where day is from: date, published, none
    date TEXT,                          -- as precise as it is known
    precision TEXT,
    date_start INTEGER,
    date_end INTEGER,
    date_words TEXT,
    rule TEXT NOT NULL,
    UNIQUE (article, id)
);

CREATE TABLE evidence (
    encounter INTEGER NOT NULL REFERENCES encounter,
    seq INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (encounter, seq)
) WITHOUT ROWID;

CREATE TABLE statement (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    mode TEXT NOT NULL,
    encounter TEXT,                     -- id in the record
    day TEXT NOT NULL,
    dated TEXT NOT NULL,                -- encounter, published, none
    cue_start INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    cue TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words TEXT NOT NULL,
    rule TEXT NOT NULL,
    UNIQUE (article, id)
);

CREATE TABLE commitment (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    strength TEXT NOT NULL,
    sectors TEXT NOT NULL,              -- separated by spaces
    statement TEXT,                     -- id in the record
    day TEXT NOT NULL,
    dated TEXT NOT NULL,                -- encounter, published, none
    deadline TEXT,
    deadline_precision TEXT,
    deadline_start INTEGER,
    deadline_end INTEGER,
    deadline_words TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words TEXT NOT NULL,
    rule TEXT NOT NULL,
    UNIQUE (article, id)
);

CREATE TABLE event (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    mode TEXT,
    contexts TEXT NOT NULL,             -- separated by spaces
    cameo TEXT,
    goldstein REAL,
    place INTEGER REFERENCES place,
    statement TEXT,                     -- id in the record
    day TEXT NOT NULL,
    dated TEXT NOT NULL,                -- date, published, none
    date TEXT,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    words TEXT NOT NULL,
    rule TEXT NOT NULL,
    UNIQUE (article, id)
);

-- Who takes part. fact_kind: e encounter, s statement, c commitment, v event. role: participant, speaker, actor, toward, source, target.
CREATE TABLE party (
    fact_kind TEXT NOT NULL,
    fact INTEGER NOT NULL,
    role TEXT NOT NULL,
    seq INTEGER NOT NULL,
    actor INTEGER NOT NULL REFERENCES actor,
    code TEXT,
    office TEXT,
    PRIMARY KEY (fact_kind, fact, role, seq)
) WITHOUT ROWID;

-- By what facts are found: 'all', 'state KAZ', 'pair CHN|KAZ', 'actor 7', 'outlet …', 'framework 3', 'place 5', 'sector trade', 'context legal'.
CREATE TABLE subject (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Facts under their subjects, in the order of days. what: kind, mode, strength, type. more: status of encounters, mode of events.
-- roles, as bits: 1 does, 2 is done to; of a pair: 1 the first toward the second, 2 the second toward the first.
CREATE TABLE finder (
    subject INTEGER NOT NULL REFERENCES subject,
    fact_kind TEXT NOT NULL,
    day INTEGER NOT NULL,               -- as a number, 20220608; 0 where none is known
    fact INTEGER NOT NULL,
    article INTEGER NOT NULL,
    what TEXT NOT NULL,
    more TEXT NOT NULL,
    roles INTEGER NOT NULL,
    copy INTEGER NOT NULL,              -- 1 where the article is a copy of another
    PRIMARY KEY (subject, fact_kind, day, fact)
) WITHOUT ROWID;

-- Facts counted by subject and month.
CREATE TABLE tally (
    subject INTEGER NOT NULL REFERENCES subject,
    fact_kind TEXT NOT NULL,
    month TEXT NOT NULL,                -- YYYY-MM, '' where no day is known
    what TEXT NOT NULL,
    more TEXT NOT NULL,
    facts INTEGER NOT NULL,             -- copies left out
    copies INTEGER NOT NULL,
    PRIMARY KEY (subject, fact_kind, month, what, more)
) WITHOUT ROWID;

-- Title and text for searching: keys of words, made by mahdar-history, separated by spaces.
CREATE VIRTUAL TABLE search USING fts5 (stems, exact, content = '', contentless_delete = 1, tokenize = 'ascii');

-- How often anything was changed, and with which keys words were indexed.
CREATE TABLE revision (changes INTEGER NOT NULL, words TEXT NOT NULL);
INSERT INTO revision VALUES (0, '');
