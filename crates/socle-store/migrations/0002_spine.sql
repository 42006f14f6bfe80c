-- From a call for experience to a published guide, and back: what the pages of the study team and the private pages
-- of respondents keep.

-- Study and survey ----------------------------------------------------------------------------------------------

-- How long returns are kept after the survey closes, the resources under which an association counts as small (in
-- euros), and the public it calls on (words of socle-domain::study, separated by spaces).
ALTER TABLE studies ADD COLUMN retention_months {int} NOT NULL DEFAULT 24;
ALTER TABLE studies ADD COLUMN small_under {int} NOT NULL DEFAULT 130000;
ALTER TABLE studies ADD COLUMN audiences {text} NOT NULL DEFAULT '';
-- The time zone in which the study lives: what its surveys propose, and its journal shows.
ALTER TABLE studies ADD COLUMN zone {text} NOT NULL DEFAULT 'Europe/Paris';
-- The month in which the study appears, as 2018-03; nothing while nobody knows.
ALTER TABLE studies ADD COLUMN appears {text};

-- When the coordinators were told that the returns of the survey are soon to be erased.
ALTER TABLE surveys ADD COLUMN retention_told_at {int};

-- What a study says of itself, in one language.
CREATE TABLE study_texts (
  study_id {id} NOT NULL REFERENCES studies (id),
  language {text} NOT NULL,
  purpose {text} NOT NULL,
  scope {text} NOT NULL,
  out_of_scope {text} NOT NULL,
  sponsor {text} NOT NULL,
  controller {text} NOT NULL,
  readers {text} NOT NULL,
  contact {text} NOT NULL,
  PRIMARY KEY (study_id, language)
);

-- A deadline that was moved; the survey holds the one in force.
CREATE TABLE survey_extensions (
  id {id} PRIMARY KEY,
  survey_id {id} NOT NULL REFERENCES surveys (id),
  closed_at {int} NOT NULL,
  closes_at {int} NOT NULL,
  reason {text} NOT NULL,
  account_id {id} NOT NULL REFERENCES accounts (id),
  made_at {int} NOT NULL
);
CREATE INDEX survey_extensions_by_survey ON survey_extensions (survey_id, made_at);

-- The journal of a study: to which study a line belongs, and what exactly was touched: the word of a field or of a
-- role, never what it says.
ALTER TABLE events ADD COLUMN study_id {id};
ALTER TABLE events ADD COLUMN detail {text} NOT NULL DEFAULT '';
CREATE INDEX events_by_study ON events (study_id, id);

-- Mail that waits to be sent. Its words are written when it leaves, from what it is about; the row goes once it is
-- sent, or once it is given up.
CREATE TABLE letters (
  id {id} PRIMARY KEY,
  kind {text} NOT NULL,
  recipient {text} NOT NULL,
  language {text} NOT NULL,
  subject_id {id} NOT NULL,
  created_at {int} NOT NULL
);
CREATE INDEX letters_by_subject ON letters (subject_id);

-- Return --------------------------------------------------------------------------------------------------------

-- A return entered by the team: by whom, when it was told, and how consent was given.
ALTER TABLE submissions ADD COLUMN entered_by {id};
ALTER TABLE submissions ADD COLUMN told_at {int};
ALTER TABLE submissions ADD COLUMN consent_note {text} NOT NULL DEFAULT '';
-- Why it does not count (a word of socle-domain::review), and of which return it is a second copy.
ALTER TABLE submissions ADD COLUMN set_aside_reason {text} NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN duplicate_of {id};

ALTER TABLE drafts ADD COLUMN channel {text} NOT NULL DEFAULT 'web';
ALTER TABLE drafts ADD COLUMN entered_by {id};
ALTER TABLE drafts ADD COLUMN told_at {int};
ALTER TABLE drafts ADD COLUMN consent_note {text} NOT NULL DEFAULT '';
-- The return that this draft completes or corrects, once it is sent.
ALTER TABLE drafts ADD COLUMN corrects_id {id};

-- What its author sent afterwards, byte for byte, from place 2 on; the submission keeps the first sending.
CREATE TABLE corrections (
  submission_id {id} NOT NULL REFERENCES submissions (id),
  place {int} NOT NULL,
  body {bytes} NOT NULL,
  body_digest {bytes} NOT NULL,
  received_at {int} NOT NULL,
  PRIMARY KEY (submission_id, place)
);

-- Answers to questions with choices, one row per choice; free text stays in the submission. Place 0 is the return
-- itself, 1 to 3 its experiences. Read from the last sending. The months in which an experience began and ended
-- (`e_from`, `e_to`: 2016-03) stand here too, since how long a tool was used decides whether it lasted.
CREATE TABLE answers (
  submission_id {id} NOT NULL REFERENCES submissions (id),
  place {int} NOT NULL,
  question {text} NOT NULL,
  choice {text} NOT NULL,
  PRIMARY KEY (submission_id, place, question, choice)
);
CREATE INDEX answers_by_question ON answers (question, choice);

-- How to reach who answered, apart from the answers, and for what they agreed to be reached.
CREATE TABLE contacts (
  submission_id {id} PRIMARY KEY REFERENCES submissions (id),
  email {text} NOT NULL,
  phone {text} NOT NULL,
  whatsapp {text} NOT NULL,
  wants_study {bool} NOT NULL,
  wants_interview {bool} NOT NULL,
  wants_review {bool} NOT NULL,
  wants_peer {bool} NOT NULL
);

-- A question that the team asks back, and the answer given through the private link.
CREATE TABLE inquiries (
  id {id} PRIMARY KEY,
  submission_id {id} NOT NULL REFERENCES submissions (id),
  account_id {id} NOT NULL REFERENCES accounts (id),
  question {text} NOT NULL,
  asked_at {int} NOT NULL,
  answer {text} NOT NULL DEFAULT '',
  answered_at {int}
);
CREATE INDEX inquiries_by_submission ON inquiries (submission_id);

-- Files of a return being written; they become attachments when it is sent.
CREATE TABLE draft_files (
  id {id} PRIMARY KEY,
  draft_id {id} NOT NULL REFERENCES drafts (id),
  question {text} NOT NULL,
  name {text} NOT NULL,
  media_type {text} NOT NULL,
  length {int} NOT NULL,
  digest {bytes} NOT NULL,
  stored_at {int} NOT NULL,
  CONSTRAINT draft_file_question UNIQUE (draft_id, question)
);
-- Where the file was given, and whether it is ready: waiting (not shrunk yet), ready, refused.
ALTER TABLE attachments ADD COLUMN question {text} NOT NULL DEFAULT '';
ALTER TABLE attachments ADD COLUMN status {text} NOT NULL DEFAULT 'ready';

-- Inbox ---------------------------------------------------------------------------------------------------------

-- What the inbox searches and compares, without case and accents (socle-domain::fold), made again from the rows it is
-- about whenever one of them changes: the number, titles, organization and tools of a return, and the key of the
-- organization's name.
CREATE TABLE inbox_keys (
  submission_id {id} PRIMARY KEY REFERENCES submissions (id),
  words {text} NOT NULL,
  organization {text} NOT NULL
);
CREATE INDEX inbox_keys_by_organization ON inbox_keys (organization);
INSERT INTO inbox_keys (submission_id, words, organization)
  SELECT id, ' r ' || number || ' ', '' FROM submissions;
-- All that the list shows of a return itself, so that no page of it walks through the bodies.
CREATE INDEX submissions_in_inbox
  ON submissions (survey_id, received_at, id, number, channel, is_late, review_status, version);
CREATE INDEX inquiries_open ON inquiries (answered_at, submission_id);

-- A decision about many returns at once, and where each stood before, so that it can be taken back for a while.
CREATE TABLE decisions (
  id {id} PRIMARY KEY,
  account_id {id} NOT NULL REFERENCES accounts (id),
  status {text} NOT NULL,
  reason {text} NOT NULL,
  made_at {int} NOT NULL,
  undone_at {int}
);
CREATE TABLE decision_items (
  decision_id {id} NOT NULL REFERENCES decisions (id),
  submission_id {id} NOT NULL REFERENCES submissions (id),
  status {text} NOT NULL,
  reason {text} NOT NULL,
  duplicate_of {id},
  version {int} NOT NULL,
  PRIMARY KEY (decision_id, submission_id)
);
CREATE INDEX decision_items_by_submission ON decision_items (submission_id);

-- Experience ----------------------------------------------------------------------------------------------------

-- use: it was used in a project; initiative: its maker tells of it, and it is never an outcome.
ALTER TABLE experiences ADD COLUMN kind {text} NOT NULL DEFAULT 'use';
ALTER TABLE experiences ADD COLUMN title {text} NOT NULL DEFAULT '';
ALTER TABLE experiences ADD COLUMN theme {text} NOT NULL DEFAULT '';
ALTER TABLE experiences ADD COLUMN country {text} NOT NULL DEFAULT '';
ALTER TABLE experiences ADD COLUMN state {text} NOT NULL DEFAULT '';
ALTER TABLE experiences ADD COLUMN language {text} NOT NULL DEFAULT 'fr';
ALTER TABLE experiences ADD COLUMN set_aside_reason {text} NOT NULL DEFAULT '';
CREATE INDEX experiences_in_inbox ON experiences (submission_id, theme, country, place);
-- Why a revision was made: sent, corrected (by its author), edited or masked (by the team).
ALTER TABLE experience_revisions ADD COLUMN reason {text} NOT NULL DEFAULT 'sent';

-- The catalogue, as far as experiences name it.
CREATE TABLE tools (
  id {id} PRIMARY KEY,
  number {int} NOT NULL,
  slug {text} NOT NULL,
  name {text} NOT NULL,
  created_at {int} NOT NULL,
  version {int} NOT NULL,
  CONSTRAINT tool_number UNIQUE (number),
  CONSTRAINT tool_slug UNIQUE (slug)
);
INSERT INTO counters (name, value) VALUES ('tool', 0);

-- The tools an experience tells of, as they were written; place 1 is the main one.
CREATE TABLE experience_tools (
  experience_id {id} NOT NULL REFERENCES experiences (id),
  place {int} NOT NULL,
  told {text} NOT NULL,
  tool_id {id} REFERENCES tools (id),
  PRIMARY KEY (experience_id, place)
);
CREATE INDEX experience_tools_by_tool ON experience_tools (tool_id);

-- Coding --------------------------------------------------------------------------------------------------------

-- Where a label stands under its parent, and what it says in English; `name` and `definition` are French.
ALTER TABLE code_labels ADD COLUMN place {int} NOT NULL DEFAULT 0;
ALTER TABLE code_labels ADD COLUMN english_name {text} NOT NULL DEFAULT '';
ALTER TABLE code_labels ADD COLUMN english_definition {text} NOT NULL DEFAULT '';
CREATE INDEX code_labels_by_parent ON code_labels (parent_id);
CREATE INDEX codings_by_label ON codings (code_label_id);

-- Guide ---------------------------------------------------------------------------------------------------------

-- The working copy of a guide in one language. `header` and `body` are the notations of socle-domain::guide; what is
-- proposed for reading over is frozen as a guide revision with its citations.
CREATE TABLE guide_drafts (
  guide_id {id} NOT NULL REFERENCES guides (id),
  language {text} NOT NULL,
  title {text} NOT NULL,
  header {text} NOT NULL,
  body {text} NOT NULL,
  account_id {id} REFERENCES accounts (id),
  saved_at {int} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (guide_id, language)
);
ALTER TABLE guide_revisions ADD COLUMN slug {text} NOT NULL DEFAULT '';
ALTER TABLE guide_revisions ADD COLUMN header {text} NOT NULL DEFAULT '';
ALTER TABLE guide_revisions ADD COLUMN superseded_at {int};
-- When it is to be read over again; nothing for what is dated and never expires.
ALTER TABLE guide_revisions ADD COLUMN review_due_at {int};
-- When its editor was written to about that date.
ALTER TABLE guide_revisions ADD COLUMN review_told_at {int};

-- Old addresses of a guide lead to the new one.
CREATE TABLE guide_slugs (
  language {text} NOT NULL,
  slug {text} NOT NULL,
  guide_id {id} NOT NULL REFERENCES guides (id),
  made_at {int} NOT NULL,
  PRIMARY KEY (language, slug)
);

-- Whether the passage carries the claim or speaks against it, and which sentence of the page it stands under.
ALTER TABLE citations ADD COLUMN stance {text} NOT NULL DEFAULT 'supports';
ALTER TABLE citations ADD COLUMN claim {text} NOT NULL DEFAULT '';
-- Its contributor stayed silent: the passage is shown without a name, whatever consent allows.
ALTER TABLE citations ADD COLUMN is_unnamed {bool} NOT NULL DEFAULT FALSE;
CREATE INDEX citations_by_reference ON citations (reference_id);
CREATE INDEX guide_revisions_by_guide ON guide_revisions (guide_id, language, revision);

-- What a source read at a desk is worth as evidence (a word of socle-domain::guide), and where a copy of it is kept.
ALTER TABLE desk_references ADD COLUMN kind {text} NOT NULL DEFAULT 'document';
ALTER TABLE desk_references ADD COLUMN archived {text} NOT NULL DEFAULT '';

-- Reminders of an approval that was asked for.
ALTER TABLE approvals ADD COLUMN reminders {int} NOT NULL DEFAULT 0;
ALTER TABLE approvals ADD COLUMN reminded_at {int};

-- Where in its text an editor has to look: the citations, as the text has them ('r12:1, r12:3').
ALTER TABLE editor_tasks ADD COLUMN place {text} NOT NULL DEFAULT '';

-- A published guide on paper, kept as it was printed.
CREATE TABLE guide_prints (
  guide_revision_id {id} PRIMARY KEY REFERENCES guide_revisions (id),
  digest {bytes} NOT NULL,
  pages {int} NOT NULL,
  pdf {bytes} NOT NULL,
  printed_at {int} NOT NULL
);
