#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * SECTION:rapport-kind
 *
 * Records described once. Every kind of record (account, person, purchase …) states its fields in
 * one table in its own file. From that table come the GObject properties, the SQL that reads and
 * writes it, the columns of CSV import and export, the labels of the history, and what the command
 * line accepts. Adding a field is one line there and one migration in data/schema.
 */

/**
 * RAPPORT_UNSET:
 *
 * What an integer property (amount, day, instant, reference) holds where nothing is known. A day
 * without a value is %RAPPORT_DAY_NONE as a property, too, but %RAPPORT_UNSET in a row.
 */
#define RAPPORT_UNSET G_MININT64

/**
 * RapportFieldType:
 * @RAPPORT_FIELD_TEXT: one line of text
 * @RAPPORT_FIELD_NOTE: text of several lines
 * @RAPPORT_FIELD_EMAIL: an e-mail address
 * @RAPPORT_FIELD_PHONE: a telephone number as written
 * @RAPPORT_FIELD_URL: a web address
 * @RAPPORT_FIELD_TAGS: words separated by commas, without blanks around them
 * @RAPPORT_FIELD_CHOICE: one id out of the field's choices
 * @RAPPORT_FIELD_CURRENCY: an ISO 4217 code
 * @RAPPORT_FIELD_INTEGER: a whole number
 * @RAPPORT_FIELD_BOOLEAN: yes or no
 * @RAPPORT_FIELD_DAY: a calendar day, kept as ISO text, handled as days since 1970-01-01
 * @RAPPORT_FIELD_INSTANT: a point in time, UTC seconds since 1970-01-01
 * @RAPPORT_FIELD_MONEY: minor units of the record's currency, else of the workspace's
 * @RAPPORT_FIELD_MICRO: a decimal number times 10⁶ (quantity, unit price, share)
 * @RAPPORT_FIELD_REAL: a floating-point number (only for order within a board column)
 * @RAPPORT_FIELD_REF: the id of another record
 */
typedef enum
{
  RAPPORT_FIELD_TEXT,
  RAPPORT_FIELD_NOTE,
  RAPPORT_FIELD_EMAIL,
  RAPPORT_FIELD_PHONE,
  RAPPORT_FIELD_URL,
  RAPPORT_FIELD_TAGS,
  RAPPORT_FIELD_CHOICE,
  RAPPORT_FIELD_CURRENCY,
  RAPPORT_FIELD_INTEGER,
  RAPPORT_FIELD_BOOLEAN,
  RAPPORT_FIELD_DAY,
  RAPPORT_FIELD_INSTANT,
  RAPPORT_FIELD_MONEY,
  RAPPORT_FIELD_MICRO,
  RAPPORT_FIELD_REAL,
  RAPPORT_FIELD_REF,
} RapportFieldType;

/**
 * RapportFieldFlags:
 * @RAPPORT_FIELD_REQUIRED: a record without it is refused
 * @RAPPORT_FIELD_SEARCHED: part of the full-text search
 * @RAPPORT_FIELD_PERSONAL: personal data; goes with an erasure
 * @RAPPORT_FIELD_DERIVED: computed by the store, never written by anybody, not journaled
 * @RAPPORT_FIELD_INTERNAL: bookkeeping; not offered in forms and import
 */
typedef enum
{
  RAPPORT_FIELD_PLAIN = 0,
  RAPPORT_FIELD_REQUIRED = 1 << 0,
  RAPPORT_FIELD_SEARCHED = 1 << 1,
  RAPPORT_FIELD_PERSONAL = 1 << 2,
  RAPPORT_FIELD_DERIVED = 1 << 3,
  RAPPORT_FIELD_INTERNAL = 1 << 4,
} RapportFieldFlags;

/**
 * RapportKindId:
 *
 * Stable numbers of the kinds: they are part of the search index and the journal of every workspace
 * file. Only ever append.
 */
typedef enum
{
  RAPPORT_KIND_NONE = 0,
  RAPPORT_KIND_MEMBER = 1,
  RAPPORT_KIND_ACCOUNT = 2,
  RAPPORT_KIND_PERSON = 3,
  RAPPORT_KIND_AFFILIATION = 4,
  RAPPORT_KIND_LINK = 5,
  RAPPORT_KIND_MODEL = 6,
  RAPPORT_KIND_STAGE = 7,
  RAPPORT_KIND_PLACEMENT = 8,
  RAPPORT_KIND_MOVE = 9,
  RAPPORT_KIND_MOVE_EVIDENCE = 10,
  RAPPORT_KIND_OPPORTUNITY = 11,
  RAPPORT_KIND_RELATIONSHIP_END = 12,
  RAPPORT_KIND_CAUSE = 13,
  RAPPORT_KIND_EPISODE = 14,
  RAPPORT_KIND_INTERACTION = 15,
  RAPPORT_KIND_PARTICIPANT = 16,
  RAPPORT_KIND_COMMITMENT = 17,
  RAPPORT_KIND_PRODUCT = 18,
  RAPPORT_KIND_PURCHASE = 19,
  RAPPORT_KIND_PURCHASE_LINE = 20,
  RAPPORT_KIND_RATE = 21,
  RAPPORT_KIND_SNOOZE = 22,
  RAPPORT_N_KINDS = 23,
} RapportKindId;

/**
 * RapportChoice:
 * @id: stable id, as in the database, CSV files and the command line
 * @context: the context of the label for translators
 * @label: translatable label, marked with NC_() in that context
 */
typedef struct
{
  const char *id;
  const char *context;
  const char *label;
} RapportChoice;

/**
 * RapportField:
 * @name: column, property (with - for _), JSON and command-line name
 * @label: translatable label
 * @type: what it holds
 * @flags: how it is treated
 * @refers: for %RAPPORT_FIELD_REF the kind referred to
 * @choices: (nullable): for %RAPPORT_FIELD_CHOICE the choices, ended by a %NULL id
 */
typedef struct
{
  const char          *name;
  const char          *label;
  RapportFieldType     type;
  RapportFieldFlags    flags;
  RapportKindId        refers;
  const RapportChoice *choices;
} RapportField;

/**
 * RapportKind:
 * @id: stable number
 * @name: singular, also the table's name ("purchase_line")
 * @plural: as on the command line ("purchase-lines")
 * @label: translatable singular ("Purchase line")
 * @label_plural: translatable plural
 * @fields: the table of fields
 * @n_fields: how many
 * @get_type: the GObject class
 * @title_field: index of the field that names a record to people, or -1
 */
typedef struct
{
  RapportKindId       id;
  const char         *name;
  const char         *plural;
  const char         *label;
  const char         *label_plural;
  const RapportField *fields;
  guint               n_fields;
  GType             (*get_type) (void);
  int                 title_field;
} RapportKind;

const RapportKind  *rapport_kind_get            (RapportKindId        id);
const RapportKind  *rapport_kind_from_name      (const char          *name);
int                 rapport_kind_find_field     (const RapportKind   *kind,
                                                 const char          *name);
const char         *rapport_kind_get_label      (const RapportKind   *kind);
const char         *rapport_field_get_label     (const RapportField  *field);
const char         *rapport_field_choice_label  (const RapportField  *field,
                                                 const char          *choice);
gboolean            rapport_field_has_choice    (const RapportField  *field,
                                                 const char          *choice);
gboolean            rapport_field_is_text       (const RapportField  *field);
const char         *rapport_choice_get_label    (const RapportChoice *choice);

/* Fields that every kind ends with, in this order. */
#define RAPPORT_COMMON_FIELDS                                                                             \
  { "external_id", N_("External id"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PLAIN },                          \
  { "source", N_("Source"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_INTERNAL },                                 \
  { "created", N_("Created"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_INTERNAL },                            \
  { "deleted", N_("Deleted"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_INTERNAL }

G_END_DECLS
