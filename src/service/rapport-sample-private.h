#pragma once

#include "core/rapport-records.h"
#include "store/rapport-write.h"

G_BEGIN_DECLS

/* The sample's interactions and people, as the pictures of the design count them. */
#define SAMPLE_INTERACTIONS 8930
#define SAMPLE_PEOPLE 412
/* 14 May 2024, the past day that the design shows, in days before the sample's day. */
#define SAMPLE_THEN 555

#define SAMPLE_N_MEMBERS 4
#define SAMPLE_N_STAGES 7

/**
 * SampleOrder:
 * @ago: days before the sample's day
 * @euro: amount
 * @title: what was bought; owned by the sample
 * @episode: id of the episode it belongs to, or 0
 * @products: indexes of what its lines are, −1 ends them
 */
typedef struct
{
  int         ago;
  gint64      euro;
  const char *title;
  gint64      episode;
  int         products[4];
} SampleOrder;

/**
 * SampleContact:
 * @ago: days before the sample's day
 * @channel: (nullable): by what, where that is given
 * @direction: (nullable): from whom, where that is given
 * @subject: (nullable): what about, where that is given
 * @text: (nullable): and what came of it
 *
 * A day on which somebody and the customer were in touch.
 */
typedef struct
{
  int         ago;
  const char *channel;
  const char *direction;
  const char *subject;
  const char *text;
} SampleContact;

typedef struct
{
  gint64 id;
  int    ago;
} SampleEpisode;

typedef struct
{
  gint64      id;
  const char *name;
} SamplePerson;

/**
 * SampleAccount:
 * @stage: on the value ladder, 0 to 6
 * @since: days ago at which it came to each stage, −1 where it never stood there
 * @value: euro in 12 months, or estimated
 * @last_contact: days ago
 * @then_contact: days before %SAMPLE_THEN of the contact before it, −1 where that is free
 * @first_order: days ago, −1 for who has not bought
 * @ended: days ago at which the relationship ended, −1 where it did not
 * @won_back: days ago at which it was taken up again, or −1
 */
typedef struct
{
  gint64      id;
  const char *name, *group, *industry, *city, *country;
  int         stage;
  int         owner;
  int         since[SAMPLE_N_STAGES];
  gint64      value;
  gint64      estimate;
  int         last_contact;
  const char *channel;
  int         then_contact;
  gint64      then_value;
  const char *then_channel;
  int         n_orders;
  int         first_order;
  int         last_order;
  int         ended;
  int         won_back;
  int         rhythm;
  const char *step;
  int         step_due;
  gboolean    has_step, step_is_promise, starred, told;
  guint       n_people;
  GArray     *people;   /* SamplePerson */
  GArray     *orders;   /* SampleOrder */
  GArray     *contacts; /* SampleContact */
  GArray     *episodes; /* SampleEpisode */
} SampleAccount;

/**
 * Sample:
 * @error: the first error; everything after it does nothing
 * @n_interactions: how many there are so far
 *
 * A sample in the making.
 */
typedef struct
{
  RapportWrite *write;
  GCancellable *cancellable;
  GError       *error;
  RapportDay    today;
  guint64       random;
  GPtrArray    *tables;
  GStringChunk *strings;
  gint64        members[SAMPLE_N_MEMBERS];
  gint64        own;
  GPtrArray    *accounts; /* SampleAccount */
  GArray       *products; /* gint64 */
  guint         n_interactions;
} Sample;

extern const char *const sample_initials[SAMPLE_N_MEMBERS];

guint       _sample_random        (Sample              *sample,
                                   guint                n);
int         _sample_between       (Sample              *sample,
                                   int                  low,
                                   int                  high);
gboolean    _sample_chance        (Sample              *sample,
                                   guint                percent);
GPtrArray  *_sample_table         (Sample              *sample,
                                   const char          *name);
const char *_sample_variant       (Sample              *sample,
                                   const char          *variants);
const char *_sample_keep          (Sample              *sample,
                                   const char          *text);
int         _sample_ago           (const char          *iso);
RapportDay  _sample_day           (Sample              *sample,
                                   int                  ago);
int         _sample_workday       (Sample              *sample,
                                   int                  ago);
gint64      _sample_instant       (Sample              *sample,
                                   int                  ago,
                                   int                  minute);
char       *_sample_words         (Sample              *sample,
                                   const SampleAccount *account,
                                   const char          *text,
                                   int                  ago,
                                   const char          *who);
gint64      _sample_insert        (Sample              *sample,
                                   RapportRow          *row);
SampleAccount *_sample_find       (Sample              *sample,
                                   const char          *name);
SampleAccount *_sample_account_new (Sample             *sample);
void        _sample_account_free  (SampleAccount       *account);

void        _sample_cast          (Sample              *sample);
void        _sample_add_accounts  (Sample              *sample);
void        _sample_add_people    (Sample              *sample);
void        _sample_add_ladder    (Sample              *sample);
void        _sample_add_network   (Sample              *sample);
void        _sample_plan_orders   (Sample              *sample);
void        _sample_add_products  (Sample              *sample);
void        _sample_add_orders    (Sample              *sample);
void        _sample_plan_contacts (Sample              *sample,
                                   guint                n_others);
void        _sample_add_stories   (Sample              *sample);
guint       _sample_add_complaints (Sample             *sample);
void        _sample_add_promises  (Sample              *sample);
void        _sample_tell          (Sample              *sample,
                                   SampleAccount       *account);
gint64      _sample_add_interaction (Sample            *sample,
                                   SampleAccount       *account,
                                   int                  ago,
                                   int                  minute,
                                   const char          *channel,
                                   const char          *direction,
                                   gboolean             social,
                                   const char          *subject,
                                   const char          *text,
                                   gint64               episode,
                                   gint64               person,
                                   int                  member,
                                   int                  minutes);

G_END_DECLS
