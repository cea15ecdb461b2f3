#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"

const RapportChoice rapport_channel_choices[] = {
  { "phone", "channel", NC_("channel", "Phone") },
  { "email", "channel", NC_("channel", "Email") },
  { "visit", "channel", NC_("channel", "Visit") },
  { "video", "channel", NC_("channel", "Video call") },
  { "meal", "channel", NC_("channel", "Meal") },
  { "meeting", "channel", NC_("channel", "Meeting") },
  { "letter", "channel", NC_("channel", "Letter") },
  { "web", "channel", NC_("channel", "Website") },
  { "chat", "channel", NC_("channel", "Chat") },
  { "event", "channel", NC_("channel", "Event") },
  { "other", "channel", NC_("channel", "Other") },
  { NULL },
};

const RapportChoice rapport_episode_choices[] = {
  { "purchase", "episode", NC_("episode", "Purchase") },
  { "enquiry", "episode", NC_("episode", "Enquiry") },
  { "quotation", "episode", NC_("episode", "Quotation") },
  { "sales-call", "episode", NC_("episode", "Sales call") },
  { "complaint", "episode", NC_("episode", "Complaint") },
  { "service", "episode", NC_("episode", "Service") },
  { "review", "episode", NC_("episode", "Review") },
  { "campaign-response", "episode", NC_("episode", "Campaign response") },
  { "social", "episode", NC_("episode", "Social") },
  { NULL },
};

/* D11 */
const RapportChoice rapport_end_reason_choices[] = {
  { "dissatisfied", "end", NC_("end", "Customer dissatisfied") },
  { "moved-brand", "end", NC_("end", "Moved to another brand or product") },
  { "needs-changed", "end", NC_("end", "Needs changed") },
  { "no-growth", "end", NC_("end", "Ended by us: lack of growth") },
  { "fraud", "end", NC_("end", "Ended by us: fraud") },
  { NULL },
};

const RapportChoice rapport_subject_choices[] = {
  { "account", "subject", NC_("subject", "Account") },
  { "opportunity", "subject", NC_("subject", "Opportunity") },
  { NULL },
};

/* Who put a subject into its stage: what a person decided is never overruled by a rule. */
const RapportChoice rapport_set_by_choices[] = {
  { "person", "placed by", NC_("placed by", "A person") },
  { "import", "placed by", NC_("placed by", "An import") },
  { "history", "placed by", NC_("placed by", "Its purchases") },
  { NULL },
};
