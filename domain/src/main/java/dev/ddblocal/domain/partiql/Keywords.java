package dev.ddblocal.domain.partiql;

import java.util.Set;

/**
 * The reserved words of the language, in lower case: those of SQL-92 but for the names of date
 * parts, and those that PartiQL adds. An attribute of such a name stands in double quotes.
 */
final class Keywords {
  private static final Set<String> SQL =
      Set.of(
          """
          absolute action add all allocate alter and any are as asc assertion at authorization avg
          begin between bit bit_length both by cascade cascaded case cast catalog char character
          character_length char_length check close coalesce collate collation column commit connect
          connection constraint constraints continue convert corresponding count create cross
          current current_date current_time current_timestamp current_user cursor date deallocate
          dec decimal declare default deferrable deferred delete desc describe descriptor
          diagnostics disconnect distinct domain double drop else end end-exec escape except
          exception exec execute exists external extract false fetch first float for foreign found
          from full get global go goto grant group having identity immediate in indicator initially
          inner input insensitive insert int integer intersect interval into is isolation join key
          language last leading left level like local lower match max min module names national
          natural nchar next no not null nullif numeric octet_length of on only open option or order
          outer output overlaps pad partial position precision prepare preserve primary prior
          privileges procedure public read real references relative restrict revoke right rollback
          rows schema scroll section select session session_user set size smallint some space sql sqlcode
          sqlerror sqlstate substring sum system_user table temporary then time timestamp to
          trailing transaction translate translation trim true union unique unknown update upper
          usage user using value values varchar varying view when whenever where with work write
          """
              .split("\\s+"));

  private static final Set<String> PARTIQL =
      Set.of(
          """
          bag blob bool boolean clob conflict do index let limit list missing modified new nothing
          offset old pivot remove returning sexp string struct symbol tuple unpivot
          """
              .split("\\s+"));

  private static final Set<String> FUNCTIONS =
      Set.of(
          """
          avg bit_length cast char_length character_length coalesce convert count exists extract
          lower max min nullif octet_length overlaps position size substring sum translate trim upper
          """
              .split("\\s+"));

  private Keywords() {}

  /** Whether a word in lower case is reserved. */
  static boolean contains(String word) {
    return SQL.contains(word) || PARTIQL.contains(word);
  }

  /** Whether a reserved word names a function where a parenthesis follows. */
  static boolean isFunction(String word) {
    return FUNCTIONS.contains(word);
  }
}
