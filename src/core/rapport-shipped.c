#include "config.h"

#include "core/rapport-shipped.h"

#include <glib/gi18n.h>

/* The labels of rows that ship with every workspace (data/schema), for translators. The file holds them in
 * English; a test compares the two. */
static const char *const labels[] = {
  NC_("shipped", "Value ladder"), NC_("shipped", "Relationship stages"), NC_("shipped", "Key account"),
  NC_("shipped", "Cooperation cycle"), NC_("shipped", "Exploration"), NC_("shipped", "Client ladder"),
  NC_("shipped", "Sales process"),
  NC_("shipped", "Suspect"), NC_("shipped", "Prospect"), NC_("shipped", "First-time"), NC_("shipped", "Repeat"),
  NC_("shipped", "Majority"), NC_("shipped", "Loyal"), NC_("shipped", "Advocate"),
  NC_("shipped", "Pre-relationship"), NC_("shipped", "Early"), NC_("shipped", "Development"),
  NC_("shipped", "Long-term"), NC_("shipped", "Final"),
  NC_("shipped", "Pre-KAM"), NC_("shipped", "Early KAM"), NC_("shipped", "Mid-KAM"), NC_("shipped", "Partnership KAM"),
  NC_("shipped", "Synergistic KAM"),
  NC_("shipped", "Maturity"), NC_("shipped", "Decline"),
  NC_("shipped", "Awareness"), NC_("shipped", "Expansion"), NC_("shipped", "Commitment"), NC_("shipped", "Dissolution"),
  NC_("shipped", "Customer"), NC_("shipped", "Client"), NC_("shipped", "Supporter"), NC_("shipped", "Ambassador"),
  NC_("shipped", "Partner"),
  NC_("shipped", "Lead generation"), NC_("shipped", "Lead qualification"), NC_("shipped", "Needs identification"),
  NC_("shipped", "Specification"), NC_("shipped", "Proposal generation"), NC_("shipped", "Proposal presentation"),
  NC_("shipped", "Objection handling"), NC_("shipped", "Closing"),
  NC_("shipped", "Late arrival"), NC_("shipped", "Promise not kept"), NC_("shipped", "Unclear invoice"),
  NC_("shipped", "Changing contact"), NC_("shipped", "Repair repeated"), NC_("shipped", "Other"),
};

/**
 * rapport_shipped_translate:
 * @label: the English label of a row that ships with the program
 *
 * Returns: (transfer none): the label in the user's language
 */
const char *
rapport_shipped_translate (const char *label)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "shipped", label);
}

/**
 * rapport_shipped_knows:
 * @label: a label
 *
 * Returns: whether translators are told of it
 */
gboolean
rapport_shipped_knows (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i], label))
      return TRUE;
  return FALSE;
}
