#include "config.h"

#include "widgets/rapport-bidi.h"

/* Which way a text runs. Pango takes left for right in a text that runs the other way than its window (a Hebrew name
 * in an English window, an English one in a Hebrew window); whoever wants texts of both kinds to begin on the same side
 * has to know. */

static gboolean
runs_to_the_left (GUnicodeScript script)
{
  switch ((int) script)
    {
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_MANDAIC:
    case G_UNICODE_SCRIPT_MENDE_KIKAKUI:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_SAMARITAN:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * rapport_bidi_find_direction:
 * @text: (nullable): a text
 *
 * Returns: which way it runs, after its first letter; %GTK_TEXT_DIR_NONE without letters, where it runs as its
 *   surroundings do
 */
GtkTextDirection
rapport_bidi_find_direction (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        return runs_to_the_left (g_unichar_get_script (c)) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }
  return GTK_TEXT_DIR_NONE;
}
