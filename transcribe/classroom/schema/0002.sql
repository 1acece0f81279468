CREATE TABLE source (                          -- a dictation that exercises are made from
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  specialty TEXT NOT NULL DEFAULT '',
  fictitious INTEGER NOT NULL,
  digest TEXT NOT NULL DEFAULT '',             -- of the recording, beside the database; empty: a script typed by hand
  suffix TEXT NOT NULL DEFAULT '',
  played TEXT NOT NULL DEFAULT '',             -- digest of the .ogg that browsers play, once it is made
  seconds REAL NOT NULL DEFAULT 0,
  contract TEXT NOT NULL DEFAULT '',           -- what was heard: the JSON of schema 1
  text TEXT NOT NULL DEFAULT '',               -- the reference as it stands, one line a paragraph
  styles_json TEXT NOT NULL DEFAULT '[]',
  rev INTEGER NOT NULL DEFAULT 0,
  tab TEXT NOT NULL DEFAULT '',                -- the window that wrote revision `rev`
  seq INTEGER NOT NULL DEFAULT 0,
  saved INTEGER,
  validated_at INTEGER,                        -- until then, no exercise is made from it
  validated_by INTEGER,
  created INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX source_digest ON source (digest) WHERE digest <> '';

CREATE TABLE source_version (                  -- every text that a window sent, taken or refused
  source INTEGER NOT NULL REFERENCES source (id),
  tab TEXT NOT NULL,
  seq INTEGER NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (source, tab, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (                           -- exercises made together
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  exam INTEGER NOT NULL DEFAULT 0,
  choices_json TEXT NOT NULL,
  said TEXT NOT NULL DEFAULT '',               -- what could not be made, one sentence a line
  created INTEGER NOT NULL
) STRICT;

CREATE TABLE batch_item (
  batch INTEGER NOT NULL REFERENCES batch (id),
  exercise INTEGER NOT NULL REFERENCES exercise (id),
  rank INTEGER NOT NULL,
  PRIMARY KEY (batch, exercise)
) STRICT, WITHOUT ROWID;

CREATE TABLE job (                             -- long work, leased to a process that may die
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('convert', 'batch')),
  target INTEGER NOT NULL,                     -- a source, a batch
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  worker TEXT NOT NULL DEFAULT '',
  until INTEGER NOT NULL DEFAULT 0,            -- the lease: past it, another process takes the job again
  tries INTEGER NOT NULL DEFAULT 0,
  done REAL NOT NULL DEFAULT 0,                -- seconds of sound, or exercises
  total REAL NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL,
  started INTEGER,
  ended INTEGER
) STRICT;
CREATE INDEX job_state ON job (state, created);

CREATE TABLE asked (                           -- whom alone an assignment is for; without a row, the whole class
  assignment INTEGER NOT NULL REFERENCES assignment (id),
  person INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (assignment, person)
) STRICT, WITHOUT ROWID;
