/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-csv-decode.h"

/* Bytes of a file to UTF-8, a chunk at a time. */

static const gunichar2 windows_1252[32] = {
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
  0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
};

static void
append_unichar (GByteArray *out,
                gunichar    c)
{
  char utf8[6];
  int length = g_unichar_to_utf8 (c, utf8);

  g_byte_array_append (out, (const guint8 *) utf8, length);
}

/* Returns how many bytes at the end of @in are the start of a character that is not complete. */
gsize
_rapport_csv_decode_utf8 (GByteArray   *out,
                          const guchar *in,
                          gsize         length,
                          gboolean      last,
                          gboolean     *bad_bytes)
{
  const char *p = (const char *) in;
  gsize left = length;

  while (left > 0)
    {
      const char *end;
      gboolean valid = g_utf8_validate_len (p, left, &end);

      if (end > p)
        g_byte_array_append (out, (const guint8 *) p, end - p);
      left -= end - p;
      p = end;
      if (valid)
        break;

      if (!last && left < 4 && g_utf8_get_char_validated (p, left) == (gunichar) -2)
        return left;

      if (*p == '\0')              /* valid UTF-8, though not for GLib: the caller looks for it */
        g_byte_array_append (out, (const guint8 *) "", 1);
      else
        {
          append_unichar (out, 0xfffd);
          *bad_bytes = TRUE;
        }
      p++;
      left--;
    }

  return 0;
}

gsize
_rapport_csv_decode_utf16 (GByteArray   *out,
                           const guchar *in,
                           gsize         length,
                           gboolean      big_endian,
                           gboolean      last,
                           gboolean     *bad_bytes)
{
  gsize i = 0;

  while (i + 2 <= length)
    {
      gunichar c = big_endian ? (gunichar) (in[i] << 8 | in[i + 1])
        : (gunichar) (in[i + 1] << 8 | in[i]);

      if (c < 0x80)
        {
          guint8 byte = (guint8) c;

          g_byte_array_append (out, &byte, 1);
          i += 2;
          continue;
        }
      if (c >= 0xd800 && c < 0xdc00)
        {
          gunichar low;

          if (i + 4 > length && !last)
            return length - i;
          low = i + 4 > length ? 0
                : big_endian ? (gunichar) (in[i + 2] << 8 | in[i + 3])
                             : (gunichar) (in[i + 3] << 8 | in[i + 2]);
          if (low >= 0xdc00 && low < 0xe000)
            {
              append_unichar (out, 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
              i += 4;
              continue;
            }
          c = 0xfffd;
          *bad_bytes = TRUE;
        }
      else if (c >= 0xdc00 && c < 0xe000)
        {
          c = 0xfffd;
          *bad_bytes = TRUE;
        }
      append_unichar (out, c);
      i += 2;
    }

  if (i < length && last)
    {
      append_unichar (out, 0xfffd);
      *bad_bytes = TRUE;
      return 0;
    }

  return length - i;
}

void
_rapport_csv_decode_windows_1252 (GByteArray   *out,
                                  const guchar *in,
                                  gsize         length)
{
  for (gsize i = 0; i < length;)
    {
      gsize run = i;

      while (run < length && in[run] < 0x80)
        run++;
      if (run > i)
        g_byte_array_append (out, in + i, run - i);
      for (i = run; i < length && in[i] >= 0x80; i++)
        append_unichar (out, in[i] < 0xa0 ? windows_1252[in[i] - 0x80] : in[i]);
    }
}
