-- The whole trace, from the call for experience to the published edition, and the rails every write runs on.
--
-- One text for both engines. The words in braces stand for column types that the engines spell differently:
-- {id} {int} {text} {bytes} {bool} {serial} {transaction}; `driver.rs` says what each becomes.
-- Times are microseconds since 1970 in UTC.

-- Who works here ------------------------------------------------------------------------------------------------

CREATE TABLE studies (
  id {id} PRIMARY KEY,
  slug {text} NOT NULL,
  title {text} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT study_slug UNIQUE (slug)
);

CREATE TABLE accounts (
  id {id} PRIMARY KEY,
  email {text} NOT NULL,
  email_key {text} NOT NULL,
  name {text} NOT NULL,
  password_hash {text} NOT NULL,
  language {text} NOT NULL,
  is_active {bool} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT account_email UNIQUE (email_key)
);

-- A role in one study, or in every study when study_id is null.
CREATE TABLE memberships (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES accounts (id),
  study_id {id} REFERENCES studies (id),
  role {text} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT membership_role UNIQUE (account_id, study_id, role)
);

-- Only a hash of the token is kept: whoever reads the database cannot sign in with it.
CREATE TABLE sessions (
  token_hash {bytes} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES accounts (id),
  created_at {int} NOT NULL,
  expires_at {int} NOT NULL
);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- Tries per key (a keyed hash of an address or of an account) and window of time.
CREATE TABLE rate_limits (
  key {bytes} NOT NULL,
  window_at {int} NOT NULL,
  hits {int} NOT NULL,
  PRIMARY KEY (key, window_at)
);
CREATE INDEX rate_limits_by_window ON rate_limits (window_at);

-- Survey and submission -----------------------------------------------------------------------------------------

CREATE TABLE questionnaires (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  form_id {text} NOT NULL,
  form_version {text} NOT NULL,
  workbook_name {text} NOT NULL,
  workbook {bytes} NOT NULL,
  workbook_digest {bytes} NOT NULL,
  xform {text} NOT NULL,
  created_at {int} NOT NULL
);

CREATE TABLE surveys (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  questionnaire_id {id} NOT NULL REFERENCES questionnaires (id),
  slug {text} NOT NULL,
  title {text} NOT NULL,
  opens_at {int} NOT NULL,
  closes_at {int} NOT NULL,
  closes_zone {text} NOT NULL,
  grace_hours {int} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT survey_slug UNIQUE (slug)
);

-- Public short numbers; never given twice, even after a withdrawal.
CREATE TABLE counters (
  name {text} PRIMARY KEY,
  value {int} NOT NULL
);
INSERT INTO counters (name, value) VALUES ('submission', 0), ('experience', 0), ('guide', 0);

-- What was received, byte for byte, and never altered.
CREATE TABLE submissions (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  survey_id {id} NOT NULL REFERENCES surveys (id),
  questionnaire_id {id} NOT NULL REFERENCES questionnaires (id),
  instance_id {text} NOT NULL,
  body {bytes} NOT NULL,
  body_digest {bytes} NOT NULL,
  channel {text} NOT NULL,
  language {text} NOT NULL,
  started_at {int} NOT NULL,
  received_at {int} NOT NULL,
  is_late {bool} NOT NULL,
  review_status {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT submission_number UNIQUE (number),
  CONSTRAINT submission_instance UNIQUE (instance_id)
);
CREATE INDEX submissions_by_survey ON submissions (survey_id, received_at);

-- A return being written. Codes are kept as keyed hashes; `answers` is the notation of socle-domain::draft. Once the
-- return is sent the row holds no answer any more, only which submission it became.
CREATE TABLE drafts (
  id {id} PRIMARY KEY,
  survey_id {id} NOT NULL REFERENCES surveys (id),
  submission_id {id} REFERENCES submissions (id),
  code_hash {bytes} NOT NULL,
  language {text} NOT NULL,
  answers {text} NOT NULL,
  started_at {int} NOT NULL,
  saved_at {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT draft_code UNIQUE (code_hash)
);
CREATE INDEX drafts_by_survey ON drafts (survey_id);
CREATE INDEX drafts_by_submission ON drafts (submission_id);

CREATE TABLE attachments (
  id {id} PRIMARY KEY,
  submission_id {id} NOT NULL REFERENCES submissions (id),
  name {text} NOT NULL,
  media_type {text} NOT NULL,
  length {int} NOT NULL,
  digest {bytes} NOT NULL,
  CONSTRAINT attachment_name UNIQUE (submission_id, name)
);
CREATE INDEX attachments_by_digest ON attachments (digest);

-- Experience, passage, code -------------------------------------------------------------------------------------

CREATE TABLE organizations (
  id {id} PRIMARY KEY,
  name {text} NOT NULL,
  kind {text} NOT NULL,
  country {text} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL
);

CREATE TABLE experiences (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  submission_id {id} NOT NULL REFERENCES submissions (id),
  organization_id {id} REFERENCES organizations (id),
  place {int} NOT NULL,
  review_status {text} NOT NULL,
  current_revision {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT experience_number UNIQUE (number),
  CONSTRAINT experience_place UNIQUE (submission_id, place)
);

-- The curated text, one row per revision; the submission keeps the words as they were sent.
CREATE TABLE experience_revisions (
  experience_id {id} NOT NULL REFERENCES experiences (id),
  revision {int} NOT NULL,
  text {text} NOT NULL,
  account_id {id} REFERENCES accounts (id),
  created_at {int} NOT NULL,
  PRIMARY KEY (experience_id, revision)
);

-- What a respondent allowed, when, and how they said it. A change of mind is a new row.
CREATE TABLE consents (
  id {id} PRIMARY KEY,
  submission_id {id} NOT NULL REFERENCES submissions (id),
  experience_id {id} REFERENCES experiences (id),
  subject {text} NOT NULL,
  level {text} NOT NULL,
  given_by {text} NOT NULL,
  given_at {int} NOT NULL
);
CREATE INDEX consents_by_submission ON consents (submission_id);
CREATE INDEX consents_by_experience ON consents (experience_id);

-- A passage: characters starts_at (included) to ends_at (excluded), in Unicode code points of one revision.
CREATE TABLE excerpts (
  id {id} PRIMARY KEY,
  experience_id {id} NOT NULL REFERENCES experiences (id),
  revision {int} NOT NULL,
  place {int} NOT NULL,
  starts_at {int} NOT NULL,
  ends_at {int} NOT NULL,
  digest {bytes} NOT NULL,
  is_flagged {bool} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT excerpt_place UNIQUE (experience_id, place),
  FOREIGN KEY (experience_id, revision) REFERENCES experience_revisions (experience_id, revision)
);

CREATE TABLE codebooks (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  title {text} NOT NULL,
  created_at {int} NOT NULL
);

CREATE TABLE code_labels (
  id {id} PRIMARY KEY,
  codebook_id {id} NOT NULL REFERENCES codebooks (id),
  parent_id {id} REFERENCES code_labels (id) DEFERRABLE,
  word {text} NOT NULL,
  name {text} NOT NULL,
  definition {text} NOT NULL,
  CONSTRAINT code_label_word UNIQUE (codebook_id, word)
);

CREATE TABLE codings (
  id {id} PRIMARY KEY,
  excerpt_id {id} NOT NULL REFERENCES excerpts (id),
  code_label_id {id} NOT NULL REFERENCES code_labels (id),
  account_id {id} NOT NULL REFERENCES accounts (id),
  memo {text} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT coding_once UNIQUE (excerpt_id, code_label_id, account_id)
);

-- Guide, citation, edition --------------------------------------------------------------------------------------

CREATE TABLE desk_references (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  study_id {id} NOT NULL REFERENCES studies (id),
  title {text} NOT NULL,
  author {text} NOT NULL,
  dated {text} NOT NULL,
  address {text} NOT NULL,
  read_at {int} NOT NULL,
  CONSTRAINT desk_reference_number UNIQUE (study_id, number)
);

CREATE TABLE guides (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  study_id {id} NOT NULL REFERENCES studies (id),
  kind {text} NOT NULL,
  status {text} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT guide_number UNIQUE (number)
);

CREATE TABLE guide_revisions (
  id {id} PRIMARY KEY,
  guide_id {id} NOT NULL REFERENCES guides (id),
  revision {int} NOT NULL,
  language {text} NOT NULL,
  title {text} NOT NULL,
  body {text} NOT NULL,
  account_id {id} REFERENCES accounts (id),
  created_at {int} NOT NULL,
  published_at {int},
  CONSTRAINT guide_revision UNIQUE (guide_id, revision, language)
);

-- A claim and its one piece of evidence: a passage, or a source read at a desk. When the passage is withdrawn the
-- row stays, emptied, so that the page can say that something was withdrawn here.
CREATE TABLE citations (
  id {id} PRIMARY KEY,
  guide_revision_id {id} NOT NULL REFERENCES guide_revisions (id),
  place {int} NOT NULL,
  excerpt_id {id} REFERENCES excerpts (id),
  reference_id {id} REFERENCES desk_references (id),
  quotation {text},
  withdrawn_at {int},
  CONSTRAINT citation_place UNIQUE (guide_revision_id, place)
);
CREATE INDEX citations_by_excerpt ON citations (excerpt_id);

CREATE TABLE reviews (
  id {id} PRIMARY KEY,
  guide_revision_id {id} NOT NULL REFERENCES guide_revisions (id),
  account_id {id} NOT NULL REFERENCES accounts (id),
  criterion {text} NOT NULL,
  verdict {text} NOT NULL,
  comment {text} NOT NULL,
  created_at {int} NOT NULL,
  CONSTRAINT review_once UNIQUE (guide_revision_id, account_id, criterion)
);

CREATE TABLE approvals (
  id {id} PRIMARY KEY,
  guide_revision_id {id} NOT NULL REFERENCES guide_revisions (id),
  experience_id {id} NOT NULL REFERENCES experiences (id),
  verdict {text} NOT NULL,
  comment {text} NOT NULL,
  asked_at {int} NOT NULL,
  answered_at {int},
  CONSTRAINT approval_once UNIQUE (guide_revision_id, experience_id)
);

CREATE TABLE editions (
  id {id} PRIMARY KEY,
  study_id {id} NOT NULL REFERENCES studies (id),
  number {int} NOT NULL,
  correction {int} NOT NULL,
  manifest_digest {bytes} NOT NULL,
  published_at {int} NOT NULL,
  superseded_at {int},
  CONSTRAINT edition_number UNIQUE (study_id, number, correction)
);

CREATE TABLE edition_guides (
  edition_id {id} NOT NULL REFERENCES editions (id),
  guide_revision_id {id} NOT NULL REFERENCES guide_revisions (id),
  PRIMARY KEY (edition_id, guide_revision_id)
);

CREATE TABLE editor_tasks (
  id {id} PRIMARY KEY,
  guide_id {id} NOT NULL REFERENCES guides (id),
  reason {text} NOT NULL,
  created_at {int} NOT NULL,
  done_at {int}
);

-- Withdrawal ----------------------------------------------------------------------------------------------------

-- The database's copy of the ledger: keyed hashes of instance ids, so that a late resend is recognized.
CREATE TABLE erasures (
  instance_hash {bytes} PRIMARY KEY,
  erased_at {int} NOT NULL
);

-- Short addresses that answer 410.
CREATE TABLE tombstones (
  kind {text} NOT NULL,
  number {int} NOT NULL,
  withdrawn_at {int} NOT NULL,
  PRIMARY KEY (kind, number)
);

-- Rails ---------------------------------------------------------------------------------------------------------

-- Work to be done once, after the write that asked for it. Holds ids, never words of an answer.
CREATE TABLE jobs (
  id {serial},
  kind {text} NOT NULL,
  subject_id {id} NOT NULL,
  run_at {int} NOT NULL,
  attempts {int} NOT NULL,
  claimed_until {int} NOT NULL,
  failed_at {int}
);
CREATE INDEX jobs_by_time ON jobs (run_at);

-- What changed, in order, for search index and caches. `transaction_id` lets a follower wait for transactions that
-- took their number early and commit late.
CREATE TABLE changes (
  id {serial},
  transaction_id {transaction},
  subject {text} NOT NULL,
  subject_id {id} NOT NULL,
  verb {text} NOT NULL,
  made_at {int} NOT NULL
);
CREATE INDEX changes_in_order ON changes (transaction_id, id);

CREATE TABLE change_cursors (
  follower {text} PRIMARY KEY,
  transaction_id {int} NOT NULL,
  change_id {int} NOT NULL
);

-- The audit journal: who, when, which verb on which thing. Never answers.
CREATE TABLE events (
  id {serial},
  account_id {id},
  verb {text} NOT NULL,
  subject {text} NOT NULL,
  subject_id {id} NOT NULL,
  made_at {int} NOT NULL
);
CREATE INDEX events_by_subject ON events (subject_id);

-- Grows with each write that changes what the public sees.
CREATE TABLE content_version (
  id {int} PRIMARY KEY,
  value {int} NOT NULL
);
INSERT INTO content_version (id, value) VALUES (1, 1);
