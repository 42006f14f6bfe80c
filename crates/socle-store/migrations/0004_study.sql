-- The study that is published: chapters with citations, and figures that are saved analyses.

-- What a figure counts: a closed question, broken down by another, over what a filter keeps.
CREATE TABLE analyses (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  number {int} NOT NULL,
  -- How chapters call it: {figure:key}.
  key {text} NOT NULL,
  title {text} NOT NULL,
  takeaway {text} NOT NULL,
  question {text} NOT NULL,
  breakdown {text} NOT NULL,
  filter {text} NOT NULL,
  base {text} NOT NULL,
  version {int} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT analysis_key UNIQUE (study_id, key)
);

CREATE TABLE chapters (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  place {int} NOT NULL,
  slug {text} NOT NULL,
  version {int} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT chapter_slug UNIQUE (study_id, slug)
);

CREATE TABLE chapter_texts (
  chapter_id {id} NOT NULL REFERENCES chapters (id),
  language {text} NOT NULL,
  title {text} NOT NULL,
  summary {text} NOT NULL,
  text {text} NOT NULL,
  account_id {id},
  saved_at {int} NOT NULL,
  PRIMARY KEY (chapter_id, language)
);
