-- Counts that the list of outlets and the list of sayings are read from: without them each would go through every statement. Version 2 of
-- a corpus has them; an earlier file gets them when it is opened. Triggers keep the ones of outlets; those of sayings count what is distinct,
-- so triggers only note which are out of date, and whoever writes has them counted anew before the transaction ends.

CREATE TABLE outlet_voices (
    outlet INTEGER NOT NULL,            -- 0 where the page names none
    voice INTEGER NOT NULL,             -- 0 where nobody is named
    n INTEGER NOT NULL,
    direct INTEGER NOT NULL,
    mixed INTEGER NOT NULL,
    anonymous INTEGER NOT NULL,         -- the holder is undisclosed or left out
    hands INTEGER NOT NULL,             -- the sum, over those whose chain is known
    with_hands INTEGER NOT NULL,
    PRIMARY KEY (outlet, voice)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outlet_voices_added AFTER INSERT ON statements BEGIN
    INSERT INTO outlet_voices (outlet, voice, n, direct, mixed, anonymous, hands, with_hands)
    VALUES (coalesce(new.outlet, 0), coalesce(new.voice, 0), 1, new.manner = 'direct', new.manner = 'mixed',
        new.voice_kind IN ('unnamed', 'none'), coalesce(new.hands, 0), new.hands IS NOT NULL)
    ON CONFLICT (outlet, voice) DO UPDATE SET n = n + 1, direct = direct + excluded.direct, mixed = mixed + excluded.mixed,
        anonymous = anonymous + excluded.anonymous, hands = hands + excluded.hands, with_hands = with_hands + excluded.with_hands;
END;

CREATE TRIGGER outlet_voices_removed AFTER DELETE ON statements BEGIN
    UPDATE outlet_voices SET n = n - 1, direct = direct - (old.manner = 'direct'), mixed = mixed - (old.manner = 'mixed'),
        anonymous = anonymous - (old.voice_kind IN ('unnamed', 'none')), hands = hands - coalesce(old.hands, 0),
        with_hands = with_hands - (old.hands IS NOT NULL)
    WHERE outlet = coalesce(old.outlet, 0) AND voice = coalesce(old.voice, 0);
    DELETE FROM outlet_voices WHERE outlet = coalesce(old.outlet, 0) AND voice = coalesce(old.voice, 0) AND n = 0;
END;

CREATE TRIGGER outlet_voices_moved AFTER UPDATE OF voice ON statements WHEN old.voice IS NOT new.voice BEGIN
    UPDATE outlet_voices SET n = n - 1, direct = direct - (old.manner = 'direct'), mixed = mixed - (old.manner = 'mixed'),
        anonymous = anonymous - (old.voice_kind IN ('unnamed', 'none')), hands = hands - coalesce(old.hands, 0),
        with_hands = with_hands - (old.hands IS NOT NULL)
    WHERE outlet = coalesce(old.outlet, 0) AND voice = coalesce(old.voice, 0);
    DELETE FROM outlet_voices WHERE outlet = coalesce(old.outlet, 0) AND voice = coalesce(old.voice, 0) AND n = 0;
    INSERT INTO outlet_voices (outlet, voice, n, direct, mixed, anonymous, hands, with_hands)
    VALUES (coalesce(new.outlet, 0), coalesce(new.voice, 0), 1, new.manner = 'direct', new.manner = 'mixed',
        new.voice_kind IN ('unnamed', 'none'), coalesce(new.hands, 0), new.hands IS NOT NULL)
    ON CONFLICT (outlet, voice) DO UPDATE SET n = n + 1, direct = direct + excluded.direct, mixed = mixed + excluded.mixed,
        anonymous = anonymous + excluded.anonymous, hands = hands + excluded.hands, with_hands = with_hands + excluded.with_hands;
END;

-- Sayings that stand on more than one page.
CREATE TABLE saying_counts (
    saying INTEGER PRIMARY KEY,
    n_appearances INTEGER NOT NULL,
    n_pages INTEGER NOT NULL,
    n_outlets INTEGER NOT NULL,
    n_origins INTEGER NOT NULL,
    first TEXT,                         -- the earliest date of publication in UTC, and the latest
    last TEXT
) STRICT;
CREATE INDEX saying_counts_pages ON saying_counts (n_pages DESC, saying);

CREATE TABLE stale_sayings (saying INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER stale_sayings_added AFTER INSERT ON quotes BEGIN
    INSERT OR IGNORE INTO stale_sayings VALUES (new.saying);
END;

CREATE TRIGGER stale_sayings_removed AFTER DELETE ON quotes BEGIN
    INSERT OR IGNORE INTO stale_sayings VALUES (old.saying);
END;

CREATE TRIGGER stale_sayings_moved AFTER UPDATE OF saying ON quotes WHEN old.saying <> new.saying BEGIN
    INSERT OR IGNORE INTO stale_sayings VALUES (old.saying), (new.saying);
END;

CREATE TRIGGER stale_sayings_origin AFTER UPDATE OF origin ON statements WHEN old.origin <> new.origin BEGIN
    INSERT OR IGNORE INTO stale_sayings SELECT saying FROM quotes WHERE statement = new.id;
END;
