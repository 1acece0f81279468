-- Ids are random 53-bit integers, which a browser's numbers hold exactly; times are UTC, in milliseconds since 1970.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('learner', 'trainer', 'admin')),   -- admin: at the computer itself
  name TEXT NOT NULL,
  folded TEXT NOT NULL,                        -- the name without accents nor capitals, to be found by
  identifier TEXT NOT NULL DEFAULT '',         -- of the school's list: namesakes differ by it
  pin_hash TEXT NOT NULL DEFAULT '',           -- Argon2id
  needs_json TEXT NOT NULL DEFAULT '{}',       -- adaptations, by the trainer
  settings_json TEXT NOT NULL DEFAULT '{}',    -- choices of the person: keys, speed, plain text
  created INTEGER NOT NULL,
  disabled_at INTEGER
) STRICT;
CREATE INDEX person_folded ON person (folded);

CREATE TABLE class (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  folded TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  created INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;

CREATE TABLE teaching (                        -- who is in charge of a class
  class INTEGER NOT NULL REFERENCES class (id),
  person INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (class, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE enrolment (
  class INTEGER NOT NULL REFERENCES class (id),
  person INTEGER NOT NULL REFERENCES person (id),
  team TEXT NOT NULL DEFAULT '',               -- the group inside the class, when its list names one
  PRIMARY KEY (class, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_person ON enrolment (person);

CREATE TABLE session (
  token_sha256 BLOB PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  class INTEGER REFERENCES class (id),
  created INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_person ON session (person);

CREATE TABLE failure (                         -- sign-ins that failed, by what was tried (hashed)
  subject BLOB PRIMARY KEY,
  person INTEGER REFERENCES person (id),       -- whom it keeps waiting, when the name is somebody's
  count INTEGER NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exercise (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  level INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  specialty TEXT NOT NULL DEFAULT '',
  fictitious INTEGER NOT NULL,                 -- 0: a real dictation, which never leaves over a plain network
  sheet_json TEXT NOT NULL,                    -- what a learner may see: WorkSheet
  key_json TEXT NOT NULL,                      -- what only grading reads: formateur/exercise.json
  scheme TEXT NOT NULL DEFAULT '',             -- formateur/bareme.toml
  accepted TEXT NOT NULL DEFAULT '',           -- acceptes.toml: the trainer's decisions, which may change
  digest TEXT NOT NULL UNIQUE,
  added INTEGER NOT NULL
) STRICT;

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  class INTEGER NOT NULL REFERENCES class (id),
  exercise INTEGER NOT NULL REFERENCES exercise (id),
  opens INTEGER NOT NULL,
  due INTEGER,
  closes INTEGER,
  attempts INTEGER NOT NULL DEFAULT 1,
  feedback TEXT NOT NULL CHECK (feedback IN ('at_once', 'after_due', 'by_hand')),
  graded INTEGER NOT NULL,                     -- 0: for training
  timed INTEGER NOT NULL,
  scheme TEXT NOT NULL DEFAULT '',             -- name or text of another scheme than the exercise's own
  created INTEGER NOT NULL,
  UNIQUE (class, exercise)
) STRICT;

CREATE TABLE adaptation (                      -- for one learner and one assignment, over what his needs say
  assignment INTEGER NOT NULL REFERENCES assignment (id),
  person INTEGER NOT NULL REFERENCES person (id),
  opens INTEGER, due INTEGER, closes INTEGER, extra_time REAL,
  PRIMARY KEY (assignment, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE copy (
  id INTEGER PRIMARY KEY,
  assignment INTEGER NOT NULL REFERENCES assignment (id),
  person INTEGER NOT NULL REFERENCES person (id),
  number INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  text TEXT NOT NULL,
  styles_json TEXT NOT NULL,                   -- a style a line; in a text with gaps, what each gap holds
  tab TEXT NOT NULL,                           -- the window that wrote revision `rev`
  seq INTEGER NOT NULL,
  started INTEGER NOT NULL,
  saved INTEGER,
  active_ms INTEGER NOT NULL DEFAULT 0,
  submitted INTEGER,
  late_ms INTEGER NOT NULL DEFAULT 0,          -- after the date
  over_ms INTEGER NOT NULL DEFAULT 0,          -- beyond the time allowed
  returned_at INTEGER,
  UNIQUE (assignment, person, number)
) STRICT;
CREATE INDEX copy_person ON copy (person);

CREATE TABLE version (                         -- every text that was ever received, taken (rev) or refused (rev NULL)
  copy INTEGER NOT NULL REFERENCES copy (id),
  tab TEXT NOT NULL,
  seq INTEGER NOT NULL,
  base INTEGER NOT NULL,
  rev INTEGER,
  text TEXT NOT NULL,
  styles_json TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (copy, tab, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  copy INTEGER NOT NULL REFERENCES copy (id),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('listened', 'accepted', 'refused', 'judged_right', 'undone')),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  value TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX event_copy ON event (copy);

CREATE TABLE grade (
  copy INTEGER PRIMARY KEY REFERENCES copy (id),
  at INTEGER NOT NULL,
  mark TEXT NOT NULL,                          -- exact decimals
  maximum TEXT NOT NULL,
  scheme TEXT NOT NULL DEFAULT '',             -- the title of the scheme, as the learner was marked by it
  result_json TEXT NOT NULL,
  taken_json TEXT NOT NULL DEFAULT '[]',       -- wrong corrections that were accepted: ranks of mistakes
  own_mark TEXT,                               -- the trainer's own, which replaces the mark
  comment TEXT NOT NULL DEFAULT '',
  accepted TEXT NOT NULL DEFAULT ''            -- the decisions that it was made with
) STRICT;

CREATE TABLE audit (
  at INTEGER NOT NULL,
  person INTEGER,
  what TEXT NOT NULL,
  target INTEGER
) STRICT;
