-- The catalogue: tools by observations of their attributes, how they came in, and which records are the same thing.
-- Nothing here is of a respondent; what experiences say of tools stands in `experience_tools`.

-- candidate (came by an import, or named by a return: unseen by readers), published, hidden.
ALTER TABLE tools ADD COLUMN status {text} NOT NULL DEFAULT 'candidate';
ALTER TABLE tools ADD COLUMN maker {text} NOT NULL DEFAULT '';
ALTER TABLE tools ADD COLUMN website {text} NOT NULL DEFAULT '';
-- Came with the program; hideable in one act.
ALTER TABLE tools ADD COLUMN is_starter {bool} NOT NULL DEFAULT FALSE;

-- What the team writes of a tool, by language ('fr', 'en').
CREATE TABLE tool_texts (
  tool_id {id} NOT NULL REFERENCES tools (id),
  language {text} NOT NULL,
  summary {text} NOT NULL,
  suits {text} NOT NULL,
  avoid {text} NOT NULL,
  PRIMARY KEY (tool_id, language)
);

-- Codes of NEED and CAT that a tool is published under.
CREATE TABLE tool_terms (
  tool_id {id} NOT NULL REFERENCES tools (id),
  list {text} NOT NULL,
  code {text} NOT NULL,
  PRIMARY KEY (tool_id, list, code)
);
CREATE INDEX tool_terms_by_code ON tool_terms (list, code);

-- Other names of a tool; `key` is the folded name that records are compared by.
CREATE TABLE tool_names (
  tool_id {id} NOT NULL REFERENCES tools (id),
  key {text} NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (tool_id, key)
);
CREATE INDEX tool_names_by_key ON tool_names (key);

-- The tools a guide is about, as far as its citations do not say so.
CREATE TABLE guide_tools (
  guide_id {id} NOT NULL REFERENCES guides (id),
  tool_id {id} NOT NULL REFERENCES tools (id),
  PRIMARY KEY (guide_id, tool_id)
);
CREATE INDEX guide_tools_by_tool ON guide_tools (tool_id);

-- Everything in this study is invented: it is shown as such, and counts for no real tool.
ALTER TABLE studies ADD COLUMN is_synthetic {bool} NOT NULL DEFAULT FALSE;

-- One run of an import.
CREATE TABLE imports (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  -- dpg, sill, global-goods, awesome-selfhosted, dha, csv, jsonl, xlsx, starter.
  source {text} NOT NULL,
  file_name {text} NOT NULL,
  digest {bytes} NOT NULL,
  account_id {id},
  report {text} NOT NULL,
  made_at {int} NOT NULL,
  undone_at {int},
  CONSTRAINT import_number UNIQUE (number)
);
INSERT INTO counters (name, value) VALUES ('import', 0);

-- How a source calls a record of ours, so that a second run changes nothing.
CREATE TABLE import_records (
  source {text} NOT NULL,
  record {text} NOT NULL,
  -- tool, organization, submission.
  kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  digest {bytes} NOT NULL,
  import_id {id} NOT NULL REFERENCES imports (id),
  PRIMARY KEY (source, record)
);
CREATE INDEX import_records_by_import ON import_records (import_id);

-- One look at one attribute of one tool. Never altered, never dropped but with the import that brought it.
CREATE TABLE observations (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  tool_id {id} NOT NULL REFERENCES tools (id),
  -- The attribute, by the keys of content/README.md: use.net, price.amount, licence...
  key {text} NOT NULL,
  -- JSON; null when it was looked for and not found.
  value {text},
  -- The fact in a sentence of ours.
  french {text} NOT NULL,
  english {text} NOT NULL,
  source {text} NOT NULL,
  -- As the source prints it.
  source_date {text} NOT NULL,
  is_official {bool} NOT NULL,
  seen_at {int} NOT NULL,
  -- 0 to 4.
  level {int} NOT NULL,
  -- declared, verified, disputed: what the observer says. Expired is computed.
  status {text} NOT NULL,
  review_due_at {int} NOT NULL,
  account_id {id},
  import_id {id} REFERENCES imports (id),
  created_at {int} NOT NULL,
  CONSTRAINT observation_number UNIQUE (number)
);
CREATE INDEX observations_by_tool ON observations (tool_id, key, number);
CREATE INDEX observations_by_review ON observations (review_due_at);
INSERT INTO counters (name, value) VALUES ('observation', 0);

-- Two records that may be the same thing: tools, organizations or experiences.
CREATE TABLE likenesses (
  id {id} PRIMARY KEY,
  kind {text} NOT NULL,
  one_id {id} NOT NULL,
  other_id {id} NOT NULL,
  -- 0 to 1000.
  confidence {int} NOT NULL,
  -- Words of the reasons, by spaces.
  reasons {text} NOT NULL,
  -- proposed, merged, refused.
  status {text} NOT NULL,
  -- What a merge moved, in JSON, so that it is undone without loss.
  moved {text} NOT NULL,
  decided_by {id},
  decided_at {int},
  created_at {int} NOT NULL,
  CONSTRAINT likeness_pair UNIQUE (kind, one_id, other_id)
);
CREATE INDEX likenesses_by_status ON likenesses (status, kind);
