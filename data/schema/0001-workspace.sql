-- A workspace file. data-model.md gives the reasons; in short: ids are never used again, journaled tables have
-- an INTEGER PRIMARY KEY and nothing derived in them, columns are only ever added at the end.
--
-- The order of the columns is that of the field tables in src/core; a test compares the two.

-- Records ------------------------------------------------------------------------------------------------------

CREATE TABLE member (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, initials TEXT, login TEXT, email TEXT, phone TEXT, job_title TEXT,
  hourly_rate INTEGER, currency TEXT, active INTEGER CHECK (active IN (0, 1)),
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, kind TEXT, parent INTEGER REFERENCES account, account_group TEXT,
  owner INTEGER REFERENCES member, industry TEXT, street TEXT, postal_code TEXT, city TEXT, region TEXT,
  country TEXT, phone TEXT, email TEXT, website TEXT, preferred_channel TEXT, preferred_time TEXT,
  language TEXT, motive TEXT, avoid TEXT, tags TEXT, notes TEXT, estimated_value INTEGER,
  acquisition_cost INTEGER, currency TEXT, customer_since TEXT,
  starred INTEGER CHECK (starred IN (0, 1)), confirmed TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX account_external ON account (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX account_name ON account (name COLLATE NOCASE);
CREATE INDEX account_owner ON account (owner) WHERE owner IS NOT NULL;
CREATE INDEX account_trash ON account (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX account_own ON account (kind) WHERE kind = 'own';
CREATE INDEX account_parent ON account (parent) WHERE parent IS NOT NULL;

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, job_title TEXT, phone TEXT, mobile TEXT, email TEXT, birthday TEXT, language TEXT,
  preferred_channel TEXT, preferred_time TEXT, tags TEXT, notes TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX person_external ON person (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX person_email ON person (email COLLATE NOCASE) WHERE email IS NOT NULL;
CREATE INDEX person_name ON person (name COLLATE NOCASE);

CREATE TABLE affiliation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER NOT NULL REFERENCES person, account INTEGER NOT NULL REFERENCES account, role TEXT,
  job_title TEXT, main INTEGER CHECK (main IN (0, 1)), since TEXT, until TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX affiliation_account ON affiliation (account);
CREATE INDEX affiliation_person ON affiliation (person);

CREATE TABLE link (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  from_account INTEGER NOT NULL REFERENCES account, to_account INTEGER NOT NULL REFERENCES account,
  link_kind TEXT NOT NULL, since TEXT, until TEXT, note TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX link_from ON link (from_account);
CREATE INDEX link_to ON link (to_account);

CREATE TABLE model (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL, label TEXT NOT NULL, subject TEXT NOT NULL CHECK (subject IN ('account', 'opportunity')),
  position INTEGER, hidden INTEGER CHECK (hidden IN (0, 1)),
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;

CREATE TABLE stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER NOT NULL REFERENCES model, slug TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL,
  description TEXT, ending INTEGER CHECK (ending IN (0, 1)),
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX stage_model ON stage (model, position);

CREATE TABLE placement (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER NOT NULL REFERENCES model, subject_kind TEXT NOT NULL, subject INTEGER NOT NULL,
  stage INTEGER NOT NULL REFERENCES stage, since TEXT, rank REAL, tie REAL, set_by TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX placement_subject ON placement (subject, model);
CREATE INDEX placement_stage ON placement (stage);

CREATE TABLE move (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  model INTEGER NOT NULL REFERENCES model, subject_kind TEXT NOT NULL, subject INTEGER NOT NULL,
  from_stage INTEGER REFERENCES stage, to_stage INTEGER REFERENCES stage, at INTEGER NOT NULL,
  member INTEGER REFERENCES member, reason TEXT, note TEXT, set_by TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX move_subject ON move (subject, model, at);
CREATE INDEX move_at ON move (model, at);

CREATE TABLE move_evidence (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  move INTEGER NOT NULL REFERENCES move, episode INTEGER NOT NULL REFERENCES episode,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX move_evidence_move ON move_evidence (move);
CREATE INDEX move_evidence_episode ON move_evidence (episode);

CREATE TABLE opportunity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, title TEXT NOT NULL, value INTEGER, currency TEXT,
  probability INTEGER, expected_close TEXT, owner INTEGER REFERENCES member, outcome TEXT, closed TEXT,
  notes TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX opportunity_account ON opportunity (account);

CREATE TABLE relationship_end (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, ended_on TEXT NOT NULL, ended_by TEXT, reason TEXT NOT NULL,
  note TEXT, won_back_on TEXT, member INTEGER REFERENCES member,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX relationship_end_account ON relationship_end (account);

CREATE TABLE cause (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT, label TEXT NOT NULL, position INTEGER,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;

CREATE TABLE episode (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, title TEXT NOT NULL, kind TEXT NOT NULL,
  social INTEGER CHECK (social IN (0, 1)), started TEXT NOT NULL, ended TEXT, outcome TEXT, text TEXT,
  owner INTEGER REFERENCES member, cause INTEGER REFERENCES cause, severity TEXT, acknowledged INTEGER,
  apologised INTEGER, settled INTEGER, compensation INTEGER, currency TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX episode_account ON episode (account, started);
CREATE INDEX episode_complaint ON episode (started) WHERE kind = 'complaint';

CREATE TABLE interaction (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, at INTEGER NOT NULL, channel TEXT, direction TEXT,
  social INTEGER CHECK (social IN (0, 1)), subject TEXT NOT NULL, text TEXT,
  episode INTEGER REFERENCES episode, person INTEGER REFERENCES person, member INTEGER REFERENCES member,
  minutes INTEGER,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX interaction_account ON interaction (account, at, channel, deleted);
CREATE INDEX interaction_at ON interaction (at);
CREATE INDEX interaction_episode ON interaction (episode) WHERE episode IS NOT NULL;
CREATE INDEX interaction_external ON interaction (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX interaction_person ON interaction (person) WHERE person IS NOT NULL;

CREATE TABLE participant (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  interaction INTEGER NOT NULL REFERENCES interaction, person INTEGER REFERENCES person,
  member INTEGER REFERENCES member,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX participant_interaction ON participant (interaction);
CREATE INDEX participant_person ON participant (person) WHERE person IS NOT NULL;

CREATE TABLE commitment (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, title TEXT NOT NULL, kind TEXT NOT NULL, side TEXT,
  person INTEGER REFERENCES person, owner INTEGER REFERENCES member, made TEXT, first_due TEXT, due TEXT,
  agreed INTEGER CHECK (agreed IN (0, 1)), done TEXT, outcome TEXT, episode INTEGER REFERENCES episode,
  interaction INTEGER REFERENCES interaction, note TEXT,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX commitment_account ON commitment (account, due);
CREATE INDEX commitment_open ON commitment (due) WHERE done IS NULL AND outcome IS NULL;
CREATE INDEX commitment_episode ON commitment (episode) WHERE episode IS NOT NULL;
CREATE INDEX commitment_interaction ON commitment (interaction) WHERE interaction IS NOT NULL;

CREATE TABLE product (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL, product_group TEXT, price INTEGER, cost INTEGER, currency TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX product_external ON product (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE purchase (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES account, day TEXT NOT NULL, title TEXT, total INTEGER, currency TEXT,
  total_from TEXT, quantity INTEGER, cost INTEGER, member INTEGER REFERENCES member,
  episode INTEGER REFERENCES episode,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX purchase_account ON purchase (account, day, total, currency, deleted);
CREATE INDEX purchase_day ON purchase (day, account);
CREATE INDEX purchase_external ON purchase (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX purchase_episode ON purchase (episode) WHERE episode IS NOT NULL;

CREATE TABLE purchase_line (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purchase INTEGER NOT NULL REFERENCES purchase, product INTEGER REFERENCES product, title TEXT,
  quantity INTEGER, unit_price INTEGER, discount INTEGER, unit_cost INTEGER, amount INTEGER,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX purchase_line_purchase ON purchase_line (purchase);

CREATE TABLE rate (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  currency TEXT NOT NULL, day TEXT NOT NULL, rate INTEGER NOT NULL,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX rate_currency ON rate (currency, day);

CREATE TABLE snooze (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  subject_kind INTEGER NOT NULL, subject INTEGER NOT NULL, reason TEXT NOT NULL, until INTEGER NOT NULL,
  member INTEGER REFERENCES member,
  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER
) STRICT;
CREATE INDEX snooze_subject ON snooze (subject, subject_kind);

-- Bookkeeping, outside the journal -----------------------------------------------------------------------------

CREATE TABLE setting (
  key TEXT NOT NULL, member INTEGER NOT NULL DEFAULT 0, value TEXT,
  PRIMARY KEY (key, member)
) STRICT, WITHOUT ROWID;

-- One write. changeset: what the session recorded; ranges: [[kind, first id, last id], …] of rows that an import
-- only added; removed: the changeset of taking those ranges back, from which they can be put back.
-- state: 0 done, 1 undone, 2 undone and no longer redoable.
CREATE TABLE journal_entry (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch INTEGER REFERENCES journal_batch, label TEXT NOT NULL, at INTEGER NOT NULL, member INTEGER,
  desk TEXT, schema INTEGER NOT NULL, state INTEGER NOT NULL DEFAULT 0,
  changeset BLOB, ranges TEXT, removed BLOB, undone_at INTEGER
) STRICT;
CREATE INDEX journal_entry_batch ON journal_entry (batch) WHERE batch IS NOT NULL;
CREATE INDEX journal_entry_undone ON journal_entry (id) WHERE state = 1;

-- state: 0 running, 1 whole, 2 taken back.
CREATE TABLE journal_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL, at INTEGER NOT NULL, member INTEGER, state INTEGER NOT NULL DEFAULT 0, note TEXT
) STRICT;

CREATE TABLE journal_record (
  entry INTEGER NOT NULL REFERENCES journal_entry, kind INTEGER NOT NULL, record INTEGER NOT NULL,
  PRIMARY KEY (kind, record, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_record_entry ON journal_record (entry);

CREATE TABLE redirect (
  kind INTEGER NOT NULL, old INTEGER NOT NULL, new INTEGER NOT NULL,
  PRIMARY KEY (kind, old)
) STRICT, WITHOUT ROWID;

-- Derived, outside the journal; can be thrown away and made again ----------------------------------------------

CREATE TABLE account_figure (
  account INTEGER PRIMARY KEY,
  value INTEGER, estimated INTEGER, revenue_12m INTEGER, revenue_before INTEGER, orders INTEGER,
  first_purchase TEXT, last_purchase TEXT, last_contact INTEGER, last_channel TEXT, usual_gap INTEGER,
  open_complaints INTEGER, open_commitments INTEGER, next_due TEXT, next_step TEXT, unconverted INTEGER,
  next_promise_due TEXT, ended INTEGER
) STRICT;
CREATE INDEX account_figure_value ON account_figure (value, account);
CREATE INDEX account_figure_ended ON account_figure (ended, account);

-- What the board shows in which order. lane: the stage, 0 where the relationship has ended.
CREATE TABLE board_card (
  placement INTEGER PRIMARY KEY,
  model INTEGER NOT NULL, subject INTEGER NOT NULL, lane INTEGER NOT NULL, stage INTEGER NOT NULL, since TEXT,
  sort_key REAL NOT NULL, tie REAL NOT NULL, value INTEGER, estimated INTEGER
) STRICT;
CREATE INDEX board_card_order ON board_card (model, lane, sort_key DESC, tie, subject, value, estimated, since);
CREATE INDEX board_card_subject ON board_card (subject, model);

-- Whose figures have to be computed again: an account, or an opportunity with a minus sign.
CREATE TABLE figure_dirty (subject INTEGER PRIMARY KEY) STRICT;

CREATE TRIGGER account_dirty_insert AFTER INSERT ON account BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.id); END;
CREATE TRIGGER account_dirty_update AFTER UPDATE OF estimated_value, currency, deleted ON account BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.id); END;
CREATE TRIGGER account_dirty_trash AFTER UPDATE OF deleted ON account BEGIN INSERT OR IGNORE INTO figure_dirty SELECT -id FROM opportunity WHERE account = NEW.id; END;
CREATE TRIGGER account_dirty_delete AFTER DELETE ON account BEGIN
  DELETE FROM account_figure WHERE account = OLD.id;
  DELETE FROM figure_dirty WHERE subject = OLD.id;
END;
CREATE TRIGGER opportunity_dirty_insert AFTER INSERT ON opportunity BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (-NEW.id); END;
CREATE TRIGGER opportunity_dirty_update AFTER UPDATE OF value, currency, deleted, outcome, account ON opportunity BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (-NEW.id); END;
CREATE TRIGGER purchase_dirty_insert AFTER INSERT ON purchase BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account); END;
CREATE TRIGGER purchase_dirty_update AFTER UPDATE ON purchase BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account), (OLD.account); END;
CREATE TRIGGER purchase_dirty_delete AFTER DELETE ON purchase BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (OLD.account); END;
CREATE TRIGGER interaction_dirty_insert AFTER INSERT ON interaction BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account); END;
CREATE TRIGGER interaction_dirty_update AFTER UPDATE OF account, at, channel, deleted ON interaction BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account), (OLD.account); END;
CREATE TRIGGER interaction_dirty_delete AFTER DELETE ON interaction BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (OLD.account); END;
CREATE TRIGGER episode_dirty_insert AFTER INSERT ON episode WHEN NEW.kind = 'complaint' BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account); END;
CREATE TRIGGER episode_dirty_update AFTER UPDATE ON episode WHEN NEW.kind = 'complaint' OR OLD.kind = 'complaint' BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account), (OLD.account); END;
CREATE TRIGGER episode_dirty_delete AFTER DELETE ON episode WHEN OLD.kind = 'complaint' BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (OLD.account); END;
CREATE TRIGGER commitment_dirty_insert AFTER INSERT ON commitment BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account); END;
CREATE TRIGGER commitment_dirty_update AFTER UPDATE ON commitment BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account), (OLD.account); END;
CREATE TRIGGER commitment_dirty_delete AFTER DELETE ON commitment BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (OLD.account); END;
CREATE TRIGGER end_dirty_insert AFTER INSERT ON relationship_end BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account); END;
CREATE TRIGGER end_dirty_update AFTER UPDATE ON relationship_end BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (NEW.account), (OLD.account); END;
CREATE TRIGGER end_dirty_delete AFTER DELETE ON relationship_end BEGIN INSERT OR IGNORE INTO figure_dirty VALUES (OLD.account); END;
CREATE TRIGGER rate_dirty AFTER INSERT ON rate BEGIN INSERT OR IGNORE INTO figure_dirty SELECT DISTINCT account FROM purchase WHERE currency = NEW.currency; END;
CREATE TRIGGER rate_dirty_update AFTER UPDATE ON rate BEGIN INSERT OR IGNORE INTO figure_dirty SELECT DISTINCT account FROM purchase WHERE currency IN (NEW.currency, OLD.currency); END;
CREATE TRIGGER rate_dirty_delete AFTER DELETE ON rate BEGIN INSERT OR IGNORE INTO figure_dirty SELECT DISTINCT account FROM purchase WHERE currency = OLD.currency; END;

-- Every amount is in the workspace's currency.
CREATE TRIGGER currency_dirty_insert AFTER INSERT ON setting WHEN NEW.key = 'currency' BEGIN INSERT OR IGNORE INTO figure_dirty SELECT id FROM account; END;
CREATE TRIGGER currency_dirty_update AFTER UPDATE ON setting WHEN NEW.key = 'currency' BEGIN INSERT OR IGNORE INTO figure_dirty SELECT id FROM account; END;

-- A placement changes its card at once, so that a drop on the board needs no further statement.
CREATE TRIGGER placement_card_insert AFTER INSERT ON placement WHEN NEW.subject_kind = 'account' BEGIN
  INSERT OR REPLACE INTO board_card
    SELECT NEW.id, NEW.model, NEW.subject, CASE WHEN f.ended THEN 0 ELSE NEW.stage END, NEW.stage, NEW.since,
           coalesce(NEW.rank, f.value, 0), coalesce(NEW.tie, NEW.subject), f.value, f.estimated
    FROM account a LEFT JOIN account_figure f ON f.account = a.id
    WHERE a.id = NEW.subject AND a.deleted IS NULL AND NEW.deleted IS NULL;
END;
CREATE TRIGGER placement_card_insert_opportunity AFTER INSERT ON placement WHEN NEW.subject_kind = 'opportunity' BEGIN
  INSERT OR REPLACE INTO board_card
    SELECT NEW.id, NEW.model, NEW.subject, CASE WHEN o.outcome = 'lost' THEN 0 ELSE NEW.stage END, NEW.stage, NEW.since,
           coalesce(NEW.rank, o.value, 0), coalesce(NEW.tie, NEW.subject), o.value, 0
    FROM opportunity o JOIN account a ON a.id = o.account
    WHERE o.id = NEW.subject AND o.deleted IS NULL AND a.deleted IS NULL AND NEW.deleted IS NULL;
END;
CREATE TRIGGER placement_card_update AFTER UPDATE ON placement BEGIN
  UPDATE board_card SET
    model = NEW.model, subject = NEW.subject, lane = CASE WHEN lane = 0 THEN 0 ELSE NEW.stage END, stage = NEW.stage,
    since = NEW.since, sort_key = coalesce(NEW.rank, value, 0), tie = coalesce(NEW.tie, NEW.subject)
  WHERE placement = NEW.id;
END;
-- What changes whether there is a card, or whose it is, has it computed again.
CREATE TRIGGER placement_dirty_update AFTER UPDATE OF subject_kind, subject, deleted ON placement
WHEN OLD.deleted IS NOT NEW.deleted OR OLD.subject <> NEW.subject OR OLD.subject_kind <> NEW.subject_kind BEGIN
  DELETE FROM board_card WHERE placement = NEW.id;
  INSERT OR IGNORE INTO figure_dirty VALUES (CASE NEW.subject_kind WHEN 'account' THEN NEW.subject ELSE -NEW.subject END);
END;
CREATE TRIGGER placement_card_delete AFTER DELETE ON placement BEGIN DELETE FROM board_card WHERE placement = OLD.id; END;

-- Full-text search ---------------------------------------------------------------------------------------------
-- The tokenizer "rapport" is unicode61 without diacritics that folds ß, ø, ł … as well (src/store).

CREATE VIRTUAL TABLE account_text USING fts5 (
  name, account_group, industry, city, country, phone, email, tags, notes, external_id,
  content = 'account', content_rowid = 'id', tokenize = 'rapport', prefix = '1 2 3');
CREATE TRIGGER account_text_insert AFTER INSERT ON account BEGIN
  INSERT INTO account_text (rowid, name, account_group, industry, city, country, phone, email, tags, notes, external_id)
  VALUES (NEW.id, NEW.name, NEW.account_group, NEW.industry, NEW.city, NEW.country, NEW.phone, NEW.email, NEW.tags, NEW.notes, NEW.external_id);
END;
CREATE TRIGGER account_text_delete AFTER DELETE ON account BEGIN
  INSERT INTO account_text (account_text, rowid, name, account_group, industry, city, country, phone, email, tags, notes, external_id)
  VALUES ('delete', OLD.id, OLD.name, OLD.account_group, OLD.industry, OLD.city, OLD.country, OLD.phone, OLD.email, OLD.tags, OLD.notes, OLD.external_id);
END;
CREATE TRIGGER account_text_update AFTER UPDATE OF name, account_group, industry, city, country, phone, email, tags, notes, external_id ON account BEGIN
  INSERT INTO account_text (account_text, rowid, name, account_group, industry, city, country, phone, email, tags, notes, external_id)
  VALUES ('delete', OLD.id, OLD.name, OLD.account_group, OLD.industry, OLD.city, OLD.country, OLD.phone, OLD.email, OLD.tags, OLD.notes, OLD.external_id);
  INSERT INTO account_text (rowid, name, account_group, industry, city, country, phone, email, tags, notes, external_id)
  VALUES (NEW.id, NEW.name, NEW.account_group, NEW.industry, NEW.city, NEW.country, NEW.phone, NEW.email, NEW.tags, NEW.notes, NEW.external_id);
END;

CREATE VIRTUAL TABLE person_text USING fts5 (
  name, job_title, phone, mobile, email, tags, notes,
  content = 'person', content_rowid = 'id', tokenize = 'rapport', prefix = '1 2 3');
CREATE TRIGGER person_text_insert AFTER INSERT ON person BEGIN
  INSERT INTO person_text (rowid, name, job_title, phone, mobile, email, tags, notes)
  VALUES (NEW.id, NEW.name, NEW.job_title, NEW.phone, NEW.mobile, NEW.email, NEW.tags, NEW.notes);
END;
CREATE TRIGGER person_text_delete AFTER DELETE ON person BEGIN
  INSERT INTO person_text (person_text, rowid, name, job_title, phone, mobile, email, tags, notes)
  VALUES ('delete', OLD.id, OLD.name, OLD.job_title, OLD.phone, OLD.mobile, OLD.email, OLD.tags, OLD.notes);
END;
CREATE TRIGGER person_text_update AFTER UPDATE OF name, job_title, phone, mobile, email, tags, notes ON person BEGIN
  INSERT INTO person_text (person_text, rowid, name, job_title, phone, mobile, email, tags, notes)
  VALUES ('delete', OLD.id, OLD.name, OLD.job_title, OLD.phone, OLD.mobile, OLD.email, OLD.tags, OLD.notes);
  INSERT INTO person_text (rowid, name, job_title, phone, mobile, email, tags, notes)
  VALUES (NEW.id, NEW.name, NEW.job_title, NEW.phone, NEW.mobile, NEW.email, NEW.tags, NEW.notes);
END;

CREATE VIRTUAL TABLE interaction_text USING fts5 (
  subject, text, content = 'interaction', content_rowid = 'id', tokenize = 'rapport', prefix = '2 3');
CREATE TRIGGER interaction_text_insert AFTER INSERT ON interaction BEGIN
  INSERT INTO interaction_text (rowid, subject, text) VALUES (NEW.id, NEW.subject, NEW.text);
END;
CREATE TRIGGER interaction_text_delete AFTER DELETE ON interaction BEGIN
  INSERT INTO interaction_text (interaction_text, rowid, subject, text) VALUES ('delete', OLD.id, OLD.subject, OLD.text);
END;
CREATE TRIGGER interaction_text_update AFTER UPDATE OF subject, text ON interaction BEGIN
  INSERT INTO interaction_text (interaction_text, rowid, subject, text) VALUES ('delete', OLD.id, OLD.subject, OLD.text);
  INSERT INTO interaction_text (rowid, subject, text) VALUES (NEW.id, NEW.subject, NEW.text);
END;

CREATE VIRTUAL TABLE episode_text USING fts5 (
  title, outcome, text, content = 'episode', content_rowid = 'id', tokenize = 'rapport', prefix = '2 3');
CREATE TRIGGER episode_text_insert AFTER INSERT ON episode BEGIN
  INSERT INTO episode_text (rowid, title, outcome, text) VALUES (NEW.id, NEW.title, NEW.outcome, NEW.text);
END;
CREATE TRIGGER episode_text_delete AFTER DELETE ON episode BEGIN
  INSERT INTO episode_text (episode_text, rowid, title, outcome, text) VALUES ('delete', OLD.id, OLD.title, OLD.outcome, OLD.text);
END;
CREATE TRIGGER episode_text_update AFTER UPDATE OF title, outcome, text ON episode BEGIN
  INSERT INTO episode_text (episode_text, rowid, title, outcome, text) VALUES ('delete', OLD.id, OLD.title, OLD.outcome, OLD.text);
  INSERT INTO episode_text (rowid, title, outcome, text) VALUES (NEW.id, NEW.title, NEW.outcome, NEW.text);
END;

CREATE VIRTUAL TABLE commitment_text USING fts5 (
  title, note, content = 'commitment', content_rowid = 'id', tokenize = 'rapport', prefix = '2 3');
CREATE TRIGGER commitment_text_insert AFTER INSERT ON commitment BEGIN
  INSERT INTO commitment_text (rowid, title, note) VALUES (NEW.id, NEW.title, NEW.note);
END;
CREATE TRIGGER commitment_text_delete AFTER DELETE ON commitment BEGIN
  INSERT INTO commitment_text (commitment_text, rowid, title, note) VALUES ('delete', OLD.id, OLD.title, OLD.note);
END;
CREATE TRIGGER commitment_text_update AFTER UPDATE OF title, note ON commitment BEGIN
  INSERT INTO commitment_text (commitment_text, rowid, title, note) VALUES ('delete', OLD.id, OLD.title, OLD.note);
  INSERT INTO commitment_text (rowid, title, note) VALUES (NEW.id, NEW.title, NEW.note);
END;

-- What ships with the program: fixed ids below 2^20, the same on every desk (domain.md D4–D10, D21) -------------

INSERT INTO model (id, slug, label, subject, position) VALUES
  (1, 'value-ladder', 'Value ladder', 'account', 1),
  (2, 'relationship-stages', 'Relationship stages', 'account', 2),
  (3, 'key-account', 'Key account', 'account', 3),
  (4, 'cooperation-cycle', 'Cooperation cycle', 'account', 4),
  (5, 'exploration', 'Exploration', 'account', 5),
  (6, 'client-ladder', 'Client ladder', 'account', 6),
  (7, 'sales-process', 'Sales process', 'opportunity', 7);

INSERT INTO stage (id, model, slug, label, position, description, ending) VALUES
  (101, 1, 'suspect', 'Suspect', 1, 'Might fit the target market', 0),
  (102, 1, 'prospect', 'Prospect', 2, 'Fits; first approach', 0),
  (103, 1, 'first-time', 'First-time', 3, 'Made a first purchase', 0),
  (104, 1, 'repeat', 'Repeat', 4, 'Buys again', 0),
  (105, 1, 'majority', 'Majority', 5, 'Chooses us as supplier of choice', 0),
  (106, 1, 'loyal', 'Loyal', 6, 'Resists switching; strong positive attitude', 0),
  (107, 1, 'advocate', 'Advocate', 7, 'Brings referrals and extra business', 0),
  (201, 2, 'pre-relationship', 'Pre-relationship', 1, 'An event makes the buyer look for a partner', 0),
  (202, 2, 'early', 'Early', 2, 'Experience builds up; much uncertainty and distance', 0),
  (203, 2, 'development', 'Development', 3, 'More transactions; commitment rises, distance shrinks to social exchange', 0),
  (204, 2, 'long-term', 'Long-term', 4, 'Mutual importance', 0),
  (205, 2, 'final', 'Final', 5, 'Institutionalised', 0),
  (301, 3, 'pre-kam', 'Pre-KAM', 1, 'Low involvement; transactional', 0),
  (302, 3, 'early-kam', 'Early KAM', 2, NULL, 0),
  (303, 3, 'mid-kam', 'Mid-KAM', 3, NULL, 0),
  (304, 3, 'partnership-kam', 'Partnership KAM', 4, NULL, 0),
  (305, 3, 'synergistic-kam', 'Synergistic KAM', 5, 'High involvement; collaborative', 0),
  (401, 4, 'pre-relationship', 'Pre-relationship', 1, NULL, 0),
  (402, 4, 'development', 'Development', 2, NULL, 0),
  (403, 4, 'maturity', 'Maturity', 3, 'High cooperation, low competition', 0),
  (404, 4, 'decline', 'Decline', 4, 'Low cooperation, high competition', 1),
  (501, 5, 'exploration', 'Exploration', 1, 'The customer tests us', 0),
  (502, 5, 'awareness', 'Awareness', 2, 'The customer understands our value', 0),
  (503, 5, 'expansion', 'Expansion', 3, 'Trust won; more business, interdependence', 0),
  (504, 5, 'commitment', 'Commitment', 4, 'We adapt to each other', 0),
  (505, 5, 'dissolution', 'Dissolution', 5, 'The relationship comes to its end', 1),
  (601, 6, 'prospect', 'Prospect', 1, NULL, 0),
  (602, 6, 'customer', 'Customer', 2, 'A transaction was completed', 0),
  (603, 6, 'client', 'Client', 3, 'Long-term orientation', 0),
  (604, 6, 'supporter', 'Supporter', 4, NULL, 0),
  (605, 6, 'ambassador', 'Ambassador', 5, 'The relationship is felt by both', 0),
  (606, 6, 'partner', 'Partner', 6, 'Both are active', 0),
  (701, 7, 'lead-generation', 'Lead generation', 1, NULL, 0),
  (702, 7, 'lead-qualification', 'Lead qualification', 2, NULL, 0),
  (703, 7, 'needs-identification', 'Needs identification', 3, NULL, 0),
  (704, 7, 'specification', 'Specification', 4, NULL, 0),
  (705, 7, 'proposal-generation', 'Proposal generation', 5, NULL, 0),
  (706, 7, 'proposal-presentation', 'Proposal presentation', 6, NULL, 0),
  (707, 7, 'objection-handling', 'Objection handling', 7, NULL, 0),
  (708, 7, 'closing', 'Closing', 8, NULL, 0);

INSERT INTO cause (id, slug, label, position) VALUES
  (1, 'late-arrival', 'Late arrival', 1),
  (2, 'promise-not-kept', 'Promise not kept', 2),
  (3, 'unclear-invoice', 'Unclear invoice', 3),
  (4, 'changing-contact', 'Changing contact', 4),
  (5, 'repair-repeated', 'Repair repeated', 5),
  (6, 'other', 'Other', 6);

-- A user's rows start above 2^20.
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence (name, seq) VALUES
  ('member', 1048576), ('account', 1048576), ('person', 1048576), ('affiliation', 1048576), ('link', 1048576),
  ('model', 1048576), ('stage', 1048576), ('placement', 1048576), ('move', 1048576), ('move_evidence', 1048576),
  ('opportunity', 1048576), ('relationship_end', 1048576), ('cause', 1048576), ('episode', 1048576),
  ('interaction', 1048576), ('participant', 1048576), ('commitment', 1048576), ('product', 1048576),
  ('purchase', 1048576), ('purchase_line', 1048576), ('rate', 1048576), ('snooze', 1048576);
