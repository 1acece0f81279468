CREATE TABLE practice (                        -- an assignment that one learner has for himself
  assignment INTEGER PRIMARY KEY REFERENCES assignment (id),
  person INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX practice_person ON practice (person);

CREATE TABLE practice_closed (                 -- classes whose learners get no exercise by themselves
  class INTEGER PRIMARY KEY REFERENCES class (id)
) STRICT;
