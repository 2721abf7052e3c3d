-- The edges of the contact network with their counts, so that contacts are read and not counted. Version 4 of a corpus has them; an earlier
-- file gets them when it is opened. What is counted are distinct pages and origins, so triggers only note which edges are out of date, and
-- whoever writes has them counted anew before the transaction ends.

CREATE TABLE edge_counts (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    type TEXT NOT NULL,
    n_stated INTEGER NOT NULL,
    n_negated INTEGER NOT NULL,
    n_hypothetical INTEGER NOT NULL,
    n_pages INTEGER NOT NULL,
    n_origins INTEGER NOT NULL,
    first TEXT,                         -- the least and the greatest date as text
    last TEXT,
    least_hands INTEGER,
    most_hands INTEGER,
    has_weeks INTEGER,                  -- above 0 where a date is a week, which does not sort as text
    PRIMARY KEY (type, one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_counts_origins ON edge_counts (type, n_origins DESC, n_pages DESC, one, other);
CREATE INDEX edge_counts_other ON edge_counts (other, type);

CREATE TABLE stale_edges (
    type TEXT NOT NULL,
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (type, one, other)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stale_edges_added AFTER INSERT ON pairs BEGIN
    INSERT OR IGNORE INTO stale_edges VALUES (new.type, new.one, new.other);
END;

CREATE TRIGGER stale_edges_removed AFTER DELETE ON pairs BEGIN
    INSERT OR IGNORE INTO stale_edges VALUES (old.type, old.one, old.other);
END;

CREATE TRIGGER stale_edges_changed AFTER UPDATE ON pairs BEGIN
    INSERT OR IGNORE INTO stale_edges VALUES (old.type, old.one, old.other), (new.type, new.one, new.other);
END;
