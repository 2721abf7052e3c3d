-- A corpus: one SQLite file. Version 3 (PRAGMA user_version); PRAGMA application_id says that it is one of ours ("SYSO"). The counts of
-- counts.sql come on top.
-- Written for sayso, Apache-2.0. Everything here can be read with any SQLite of 3.37 or newer; start with the views at the end.
--
-- Positions count Unicode code points of pages.text, half open, as everywhere in sayso; the words of a range are
-- substr(text, start + 1, end - start). Times are UTC. Lists are JSON. Nothing is kept twice: words are looked up in the page.

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- the name as names are compared
    name TEXT NOT NULL                  -- the name as it was first seen
) STRICT;

-- Where something comes from, for counting independent origins: an outlet, a wire service, or a page that names neither.
CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,           -- digest of the page: its text and what is known of its origin
    url TEXT,
    headline TEXT,
    byline TEXT,
    outlet INTEGER REFERENCES outlets,
    published TEXT,                     -- as the page gives it, with its zone; NULL where it gives none
    published_utc TEXT,                 -- the same in UTC, as precise as it is
    day INTEGER NOT NULL,               -- days since the year 1, 0 where the date is unknown
    language TEXT,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,               -- of the text, in UTF-8
    n_words INTEGER NOT NULL,
    truncated INTEGER NOT NULL,
    wire TEXT,                          -- the wire service that the page credits
    own_origin INTEGER NOT NULL,        -- what the page itself says: its wire service, its outlet, or else the page
    origin INTEGER NOT NULL,            -- that of its family
    family INTEGER NOT NULL,            -- pages that are copies of one story share the smallest of their ids
    links TEXT NOT NULL,                -- addresses that the page links to
    credits TEXT NOT NULL,              -- names that the page credits
    added TEXT NOT NULL
) STRICT;
CREATE INDEX pages_url ON pages (url, id);
CREATE INDEX pages_outlet ON pages (outlet, day);
CREATE INDEX pages_family ON pages (family);
CREATE INDEX pages_day ON pages (day);

-- Every reading that a page was ever given; the current one is what the tables below were made from.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    key TEXT NOT NULL,                  -- digest of the reading
    current INTEGER NOT NULL,
    model TEXT,
    body TEXT NOT NULL,                 -- the reading without its text; fields at their default are left out
    added TEXT NOT NULL,
    permalink TEXT NOT NULL UNIQUE,     -- its address in the reader, /r/...: never that of another reading
    UNIQUE (page, key)
) STRICT;

-- What people corrected, beside the reading and never over it; and records that quotations were checked against.
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    body TEXT NOT NULL,
    made TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings ON DELETE CASCADE -- the one whose statements it names
) STRICT;
CREATE INDEX corrections_page ON corrections (page, number);
CREATE INDEX corrections_reading ON corrections (reading, number);

CREATE TABLE records (
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    added TEXT NOT NULL,
    PRIMARY KEY (page, key)
) STRICT;

CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    check_name TEXT NOT NULL,           -- headline, quote
    verdict TEXT NOT NULL,
    claim TEXT NOT NULL,                -- ranges of the page
    evidence TEXT NOT NULL,             -- ranges of the page, or of the record
    record TEXT,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX findings_page ON findings (page);
CREATE INDEX findings_verdict ON findings (verdict);

-- One holder in the world, over all pages.
CREATE TABLE voices (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    outlets TEXT NOT NULL,              -- ids of the first outlets that it was seen in
    into_voice INTEGER REFERENCES voices,   -- the voice that a person merged it into
    n_pages INTEGER NOT NULL DEFAULT 0,
    n_statements INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX voices_into ON voices (into_voice) WHERE into_voice IS NOT NULL;
CREATE INDEX voices_statements ON voices (n_statements);

-- The names under which a voice can be found again on another page.
CREATE TABLE voice_keys (
    key TEXT NOT NULL,
    voice INTEGER NOT NULL REFERENCES voices ON DELETE CASCADE,
    PRIMARY KEY (key, voice)
) STRICT, WITHOUT ROWID;
CREATE INDEX voice_keys_voice ON voice_keys (voice);

-- One voice of one reading. `home` is the voice that it was counted to by its name, `voice` what that stands for after merges by hand.
CREATE TABLE page_voices (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    local TEXT NOT NULL,                -- the id in the reading
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    roles TEXT NOT NULL,
    home INTEGER NOT NULL REFERENCES voices,
    voice INTEGER NOT NULL REFERENCES voices,
    evidence TEXT                       -- why it was merged with others of its name; NULL for the first
) STRICT;
CREATE INDEX page_voices_page ON page_voices (page);
CREATE INDEX page_voices_home ON page_voices (home, page);
CREATE INDEX page_voices_voice ON page_voices (voice, page);

-- Names on a page that a person took apart from others of the same name; no rule puts them back.
CREATE TABLE apart (
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (page, name)
) STRICT, WITHOUT ROWID;

-- Merges of whole voices: proposed by a rule, or made, refused and undone by a person.
CREATE TABLE merges (
    id INTEGER PRIMARY KEY,
    from_voice INTEGER NOT NULL REFERENCES voices ON DELETE CASCADE,
    into_voice INTEGER NOT NULL REFERENCES voices ON DELETE CASCADE,
    status TEXT NOT NULL,               -- proposed, made, refused, undone
    evidence TEXT NOT NULL,
    changed TEXT NOT NULL,
    UNIQUE (from_voice, into_voice)
) STRICT;

-- Attributions. The id grows with the day of publication (day * 2^31 + number), so that the newest come first in every index.
CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    local TEXT NOT NULL,                -- the id in the reading
    content TEXT NOT NULL,              -- ranges
    cue TEXT NOT NULL,
    source TEXT NOT NULL,
    manner TEXT NOT NULL,
    held TEXT NOT NULL,
    reported TEXT NOT NULL,
    hands INTEGER,                      -- NULL where the chain is not known
    chain TEXT NOT NULL,                -- names, from the page voice to the mouth
    score REAL NOT NULL,
    page_voice INTEGER,
    voice INTEGER,
    voice_kind TEXT NOT NULL,           -- 'none' where nobody is named
    outlet INTEGER,
    origin INTEGER NOT NULL
) STRICT;
CREATE INDEX statements_page ON statements (page);
CREATE INDEX statements_voice ON statements (voice, manner, held, outlet, hands, origin);
CREATE INDEX statements_outlet ON statements (outlet, voice, voice_kind, manner, hands);

-- The quoted words of a statement: all of a direct one, each quoted piece of a mixed one. Those with one saying are variants of it.
CREATE TABLE quotes (
    id INTEGER PRIMARY KEY,
    statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
    content TEXT NOT NULL,              -- ranges
    n_words INTEGER NOT NULL,
    key INTEGER NOT NULL,               -- digest of the words, spelling of marks and case aside
    saying INTEGER NOT NULL,            -- the smallest id among its variants
    printed INTEGER NOT NULL            -- whether its prints stand in quote_prints: the first of those with its key
) STRICT;
CREATE INDEX quotes_statement ON quotes (statement);
CREATE INDEX quotes_key ON quotes (key);
CREATE INDEX quotes_saying ON quotes (saying, statement);

-- What alike quotations, and alike pages, have in common; see sayso.corpus.prints.
CREATE TABLE quote_prints (print INTEGER NOT NULL, quote INTEGER NOT NULL, PRIMARY KEY (print, quote)) STRICT, WITHOUT ROWID;
CREATE TABLE page_prints (print INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (print, page)) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE,
    number INTEGER NOT NULL,            -- its place in the reading
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    anchor_start INTEGER NOT NULL,
    anchor_end INTEGER NOT NULL,
    date TEXT,                          -- ISO 8601, as precise as it is known
    when_start INTEGER, when_end INTEGER,
    where_start INTEGER, where_end INTEGER,
    hands INTEGER,
    chain TEXT NOT NULL,
    origin INTEGER NOT NULL
) STRICT;
CREATE INDEX events_page ON events (page);

CREATE TABLE event_parties (
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    part TEXT NOT NULL,                 -- actor, recipient
    place INTEGER NOT NULL,
    page_voice INTEGER NOT NULL,
    voice INTEGER NOT NULL,
    PRIMARY KEY (event, part, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_parties_voice ON event_parties (page_voice);

-- Each pair of parties of an event: the edges of the network, one row an evidence. A meeting has no direction: the smaller id comes first.
CREATE TABLE pairs (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    type TEXT NOT NULL,
    day INTEGER NOT NULL,               -- of publication; after every date where it is unknown
    event INTEGER NOT NULL REFERENCES events ON DELETE CASCADE,
    status TEXT NOT NULL,
    page INTEGER NOT NULL,
    origin INTEGER NOT NULL,
    date TEXT,
    hands INTEGER,
    PRIMARY KEY (type, one, other, day, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX pairs_other ON pairs (other, type, one);
CREATE INDEX pairs_event ON pairs (event);

-- What was taken in already, so that adding goes on where it stopped; and what could not be, so that it can be tried again.
CREATE TABLE inputs (
    key TEXT PRIMARY KEY,               -- digest of the file, the row or the address
    source TEXT NOT NULL,
    page INTEGER NOT NULL REFERENCES pages ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX inputs_page ON inputs (page);

CREATE TABLE failures (
    source TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    n_tries INTEGER NOT NULL,
    last_try TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The words of each statement, and marks by which a search is narrowed; made from the tables, so that no words are kept twice.
CREATE VIEW statement_words AS
SELECT
    s.id,
    (SELECT group_concat(substr(p.text, json_extract(c.value, '$[0]') + 1, json_extract(c.value, '$[1]') - json_extract(c.value, '$[0]')), ' … ')
     FROM json_each(s.content) AS c) AS words,
    'voice' || coalesce(s.voice, 0) || ' outlet' || coalesce(s.outlet, 0) || ' manner' || s.manner || ' held' || s.held
    || ' reported' || s.reported || ' kind' || s.voice_kind || ' hands' || coalesce(min(s.hands, 9), 'unknown') AS marks
FROM statements AS s JOIN pages AS p ON p.id = s.page;

CREATE VIRTUAL TABLE statements_fts USING fts5 (
    words, marks, content = 'statement_words', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE voices_fts USING fts5 (
    name, aliases, content = 'voices', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE pages_fts USING fts5 (
    headline, text, content = 'pages', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2"
);

-- ---------------------------------------------------------------- views to look at

-- Everything that anybody is made to say: the words, by whom, where, when, and through whom they came.
CREATE VIEW said AS
SELECT
    s.id, p.published_utc AS published, o.name AS outlet, v.name AS voice, s.voice_kind, s.manner, s.held, s.reported, s.hands,
    w.words, p.headline, p.url, s.local AS attribution, s.chain, s.score, n.name AS origin, s.page, s.voice AS voice_id
FROM statements AS s
JOIN pages AS p ON p.id = s.page
JOIN statement_words AS w ON w.id = s.id
JOIN origins AS n ON n.id = s.origin
LEFT JOIN outlets AS o ON o.id = s.outlet
LEFT JOIN voices AS v ON v.id = s.voice;

-- Sayings that stand on more than one page.
CREATE VIEW sayings AS
SELECT
    q.saying, count(*) AS n_variants, count(DISTINCT s.page) AS n_pages, count(DISTINCT s.outlet) AS n_outlets,
    count(DISTINCT s.origin) AS n_origins, min(p.published_utc) AS first_published, max(p.published_utc) AS last_published
FROM quotes AS q
JOIN statements AS s ON s.id = q.statement
JOIN pages AS p ON p.id = s.page
GROUP BY q.saying
HAVING count(DISTINCT s.page) > 1;

-- The contact network, one row an edge.
CREATE VIEW contacts AS
SELECT
    a.name AS one, b.name AS other, count(*) AS n_mentions, count(DISTINCT x.page) AS n_pages, count(DISTINCT x.origin) AS n_origins,
    sum(x.status = 'stated') AS n_stated, sum(x.status = 'negated') AS n_negated, sum(x.status = 'hypothetical') AS n_hypothetical,
    min(x.date) AS first_date, max(x.date) AS last_date, x.one AS one_id, x.other AS other_id
FROM pairs AS x JOIN voices AS a ON a.id = x.one JOIN voices AS b ON b.id = x.other
WHERE x.type = 'CONSULT'
GROUP BY x.one, x.other;

-- Every place that states or negates an event.
CREATE VIEW happenings AS
SELECT
    e.id, e.type, e.status,
    (SELECT group_concat(v.name, ', ') FROM event_parties AS t JOIN voices AS v ON v.id = t.voice WHERE t.event = e.id AND t.part = 'actor')
        AS actors,
    (SELECT group_concat(v.name, ', ') FROM event_parties AS t JOIN voices AS v ON v.id = t.voice WHERE t.event = e.id AND t.part = 'recipient')
        AS recipients,
    substr(p.text, e.anchor_start + 1, e.anchor_end - e.anchor_start) AS anchor,
    e.date, e.hands, e.chain, n.name AS origin, p.url, e.page
FROM events AS e JOIN pages AS p ON p.id = e.page JOIN origins AS n ON n.id = e.origin;

-- Whom each outlet quotes.
CREATE VIEW quoted_by_outlet AS
SELECT
    o.name AS outlet, v.name AS voice, count(*) AS n_statements, sum(s.manner = 'direct') AS n_direct, sum(s.manner = 'indirect') AS n_indirect,
    sum(s.manner = 'mixed') AS n_mixed, avg(s.hands) AS mean_hands, s.outlet AS outlet_id, s.voice AS voice_id
FROM statements AS s
LEFT JOIN outlets AS o ON o.id = s.outlet
LEFT JOIN voices AS v ON v.id = s.voice
GROUP BY s.outlet, s.voice;

-- Pages of one address that differ: its versions.
CREATE VIEW versions AS
SELECT url, count(*) AS n_versions, min(added) AS first_added, max(added) AS last_added, group_concat(key, ' ') AS keys
FROM pages WHERE url IS NOT NULL GROUP BY url HAVING count(*) > 1;
