"""The tables of an outbox, version by version. A released version is never edited: changes are a new step.

`deliveries`  states, times, counts and ids of one sign-off each; nothing personal. `seq` is the order of signing.
  `key`       the id's 32 hex digits, its last 8 (the reference people see) first, so that one index finds both
  `grp`       keyed hash of the session: sign-offs of one group leave in order of `seq`
  `head`      1: the oldest open one of its group; 0: open, behind another; NULL: not open (sent, needs a person)
  `next_us`   the next attempt, microseconds since 1970 UTC; 0: at once
  indexes     one serves what is due and the list of what is open, so that signing fills a page less: in it, heads and
              those behind stand in order of `seq` while `next_us` is 0; `deliveries_later` has the others in order
`blobs`       sealed bytes; `slot` = seq * 4 + kind (see `blobs.Kind`), so that no second index is needed
`audit`       append-only; `seq` 0 is the outbox itself
`discards`    which sign-off a `seq` was, once a person discarded it
`counters`    how many deliveries are in each state but `waiting`, and how many places in the order of signing are
              empty, kept by triggers. What is left of all places waits: to sign changes no counter, and has no
              trigger, which would cost a quarter of the insert; what is added in another state counts itself
`states`      how many deliveries are in each state
`facts`       the outbox's id, its sealed test value, the pause, its key sealed to the recovery key
`side_files`  backups and files set aside: `complete` where everything in them is here too, up to `last_seq`
"""

OPEN_STATES = ("waiting", "executing", "executed")

VERSION_1 = (
    """
    CREATE TABLE facts(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID
    """,
    """
    CREATE TABLE deliveries(
        seq INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        grp TEXT NOT NULL,
        head INTEGER,
        state TEXT NOT NULL,
        next_us INTEGER NOT NULL DEFAULT 0,
        signed_us INTEGER NOT NULL,
        changed_us INTEGER,
        url_expires_us INTEGER,
        origin TEXT NOT NULL,
        reason TEXT,
        outcome_unknown INTEGER NOT NULL DEFAULT 0,
        size_bytes INTEGER NOT NULL,
        sha256 BLOB NOT NULL,
        tally TEXT NOT NULL DEFAULT '{}',
        amends TEXT,
        version INTEGER NOT NULL DEFAULT 0
    )
    """,
    "CREATE INDEX deliveries_by_group ON deliveries(grp, head, seq)",
    "CREATE INDEX deliveries_open ON deliveries(head, next_us, seq) WHERE head IS NOT NULL",
    "CREATE INDEX deliveries_later ON deliveries(seq) WHERE head IS NOT NULL AND next_us > 0",
    "CREATE INDEX deliveries_closed ON deliveries(state, seq) WHERE head IS NULL",
    "CREATE INDEX receipts_by_time ON deliveries(changed_us) WHERE state = 'sent'",
    "CREATE TABLE blobs(slot INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
    """
    CREATE TABLE audit(
        seq INTEGER NOT NULL, line INTEGER NOT NULL, at_us INTEGER NOT NULL, event TEXT NOT NULL, facts TEXT NOT NULL,
        PRIMARY KEY(seq, line)
    ) WITHOUT ROWID
    """,
    "CREATE TABLE discards(seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, at_us INTEGER NOT NULL)",
    "CREATE TABLE counters(state TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID",
    """
    INSERT INTO counters VALUES ('empty', 0), ('executing', 0), ('executed', 0), ('sent', 0), ('needs_attention', 0)
    """,
    """
    CREATE VIEW places(rows) AS SELECT max(
        coalesce((SELECT max(seq) FROM deliveries), 0), coalesce((SELECT max(seq) FROM discards), 0)
    )
    """,
    """
    CREATE VIEW states(state, rows) AS
        SELECT state, rows FROM counters WHERE state <> 'empty'
        UNION ALL SELECT 'waiting', (SELECT rows FROM places) - (SELECT sum(rows) FROM counters)
    """,
    """
    CREATE TRIGGER count_moved AFTER UPDATE OF state ON deliveries WHEN OLD.state <> NEW.state BEGIN
        UPDATE counters SET rows = rows + (state = NEW.state) - (state = OLD.state)
            WHERE state IN (NEW.state, OLD.state);
    END
    """,
    """
    CREATE TRIGGER count_dropped AFTER DELETE ON deliveries BEGIN
        UPDATE counters SET rows = rows - 1 WHERE state = OLD.state;
        UPDATE counters SET rows = rows + 1 + min(0, (SELECT rows FROM places) - OLD.seq) WHERE state = 'empty';
    END
    """,
    """
    CREATE TRIGGER place_kept AFTER INSERT ON discards WHEN NEW.seq = (SELECT rows FROM places) BEGIN
        UPDATE counters SET rows = rows + NEW.seq - max(
            coalesce((SELECT max(seq) FROM deliveries), 0),
            coalesce((SELECT max(seq) FROM discards WHERE seq < NEW.seq), 0)
        ) WHERE state = 'empty';
    END
    """,
    """
    CREATE TRIGGER place_given_up AFTER DELETE ON discards BEGIN
        UPDATE counters SET rows = rows + min(0, (SELECT rows FROM places) - OLD.seq) WHERE state = 'empty';
    END
    """,
    """
    CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit BEGIN
        SELECT RAISE(ABORT, 'the audit is append-only');
    END
    """,
)

VERSION_2 = (
    """
    CREATE TABLE side_files(
        name TEXT PRIMARY KEY, kind TEXT NOT NULL, made_us INTEGER NOT NULL, complete INTEGER NOT NULL,
        last_seq INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
)

STEPS: tuple[tuple[str, ...], ...] = (VERSION_1, VERSION_2)  # STEPS[n] takes a file from version n to n + 1
