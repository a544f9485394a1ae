package dev.ddblocal.it;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls with PartiQL statements: good ones of which tokens were left out, repeated or replaced, and
 * tokens that never were a statement.
 */
final class StatementSoup {
  private static final List<List<String>> STATEMENTS =
      List.of(
          List.of("SELECT", "*", "FROM", "\"Books\"", "WHERE", "pk", "=", "'key 1'"),
          List.of(
              "SELECT",
              "pk",
              ",",
              "v",
              ".",
              "m",
              "FROM",
              "\"Books\"",
              "WHERE",
              "pk",
              "IN",
              "[",
              "'a'",
              ",",
              "?",
              "]",
              "ORDER",
              "BY",
              "pk",
              "DESC"),
          List.of(
              "SELECT",
              "*",
              "FROM",
              "\"Films\"",
              ".",
              "\"i\"",
              "WHERE",
              "NOT",
              "(",
              "v",
              "=",
              "1",
              "OR",
              "contains",
              "(",
              "a",
              ",",
              "'x'",
              ")",
              ")"),
          List.of(
              "INSERT",
              "INTO",
              "\"Books\"",
              "VALUE",
              "{",
              "'pk'",
              ":",
              "'p'",
              ",",
              "'s'",
              ":",
              "<<",
              "1",
              ",",
              "2",
              ">>",
              ",",
              "'l'",
              ":",
              "[",
              "true",
              ",",
              "NULL",
              "]",
              "}"),
          List.of(
              "UPDATE",
              "\"Books\"",
              "SET",
              "v",
              "=",
              "v",
              "+",
              "1",
              "REMOVE",
              "a",
              "[",
              "0",
              "]",
              "WHERE",
              "pk",
              "=",
              "'key 2'",
              "RETURNING",
              "ALL",
              "NEW",
              "*"),
          List.of(
              "UPDATE",
              "\"Books\"",
              "SET",
              "s",
              "=",
              "set_add",
              "(",
              "s",
              ",",
              "<<",
              "'a'",
              ">>",
              ")",
              "SET",
              "l",
              "=",
              "list_append",
              "(",
              "l",
              ",",
              "[",
              "1",
              "]",
              ")",
              "WHERE",
              "pk",
              "=",
              "?"),
          List.of("FROM", "\"Books\"", "WHERE", "pk", "=", "'key 3'", "SET", "c", "=", "1"),
          List.of(
              "DELETE",
              "FROM",
              "\"Books\"",
              "WHERE",
              "pk",
              "=",
              "'key 4'",
              "AND",
              "v",
              "IS",
              "NOT",
              "MISSING",
              "RETURNING",
              "ALL",
              "OLD",
              "*"),
          List.of(
              "EXISTS",
              "(",
              "SELECT",
              "*",
              "FROM",
              "\"Books\"",
              "WHERE",
              "pk",
              "=",
              "'a'",
              "AND",
              "size",
              "(",
              "v",
              ")",
              ">",
              "3",
              ")"));
  private static final List<String> TOKENS =
      List.of(
          "-",
          "--",
          "/*",
          "*/",
          "/* x */",
          "-- x\n",
          ";",
          ";;",
          "'",
          "\"",
          "''",
          "\"\"",
          "'it''s'",
          "`",
          "`2026T`",
          "$",
          "#",
          "@",
          "\\",
          "\u0000",
          "\u00fc",
          "\ud83d\ude00",
          "1e400",
          "1e99999999999",
          "-1",
          "+1",
          "00",
          ".5",
          "5.",
          "0x10",
          "<<>>",
          "{}",
          "[]",
          "<>",
          "!=",
          "<=",
          "||",
          "AND",
          "OR",
          "NOT",
          "BETWEEN",
          "LIKE",
          "MISSING",
          "NULL",
          "TRUE",
          "begins_with",
          "attribute_type",
          "attribute_exists",
          "set_delete",
          "count(*)",
          "AS",
          "b",
          "JOIN",
          "GROUP",
          "LIMIT",
          "VALUE",
          "VALUES",
          "CREATE",
          "TABLE",
          "\"Missing\"",
          "Books",
          "\"Songs.2026\"",
          "\"n-o_t\"",
          ":v");
  private static final List<String> PARAMETERS =
      List.of(
          "{\"S\":\"a\"}",
          "{\"N\":\"1\"}",
          "{\"N\":\"x\"}",
          "{\"N\":\"1e99999999999\"}",
          "{\"SS\":[]}",
          "{\"M\":{}}",
          "{\"L\":[{\"BOOL\":true}]}",
          "{}",
          "{\"NULL\":false}",
          "{\"B\":\"?\"}");
  private static final List<String> SINGLE =
      List.of(
          "",
          ",\"Limit\":1",
          ",\"Limit\":0",
          ",\"ConsistentRead\":true",
          ",\"NextToken\":\"AAAA\"",
          ",\"ReturnConsumedCapacity\":\"INDEXES\"");
  private static final int MAX_NESTING = 2_000;
  private static final int MAX_STATEMENTS = 4;

  private final Random random;

  StatementSoup(Random random) {
    this.random = random;
  }

  /** The next call. */
  RandomCalls.Call next() {
    return switch (random.nextInt(4)) {
      case 0 -> new RandomCalls.Call("BatchExecuteStatement", several("Statements"));
      case 1 -> new RandomCalls.Call("ExecuteTransaction", several("TransactStatements"));
      default -> {
        String statement = statement().toString();
        yield new RandomCalls.Call(
            "ExecuteStatement", statement.substring(0, statement.length() - 1) + single() + "}");
      }
    };
  }

  private String single() {
    return random.nextInt(3) == 0 ? oneOf(SINGLE) : "";
  }

  private String several(String member) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ArrayNode statements = request.putArray(member);
    for (int i = random.nextInt(MAX_STATEMENTS); i >= 0; i--) {
      statements.add(statement());
    }
    return request.toString();
  }

  private ObjectNode statement() {
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Statement", text());
    if (random.nextInt(3) > 0) {
      ArrayNode parameters = statement.putArray("Parameters");
      for (int i = random.nextInt(3); i > 0; i--) {
        parameters.addRawValue(new RawValue(oneOf(PARAMETERS)));
      }
    }
    return statement;
  }

  private String text() {
    List<String> tokens = new ArrayList<>(oneOf(STATEMENTS));
    for (int i = random.nextInt(4); i > 0; i--) {
      spoil(tokens);
    }
    String text = String.join(random.nextInt(10) == 0 ? "" : " ", tokens);
    return switch (random.nextInt(20)) {
      case 0 -> text + " OR " + nested("(", "v = 1", ")");
      case 1 -> text + " AND " + nested("NOT ", "v = 1", "");
      case 2 -> text.replace("'key 1'", nested("[", "1", "]"));
      case 3 -> text.replace("'p'", nested("{'a':", "1", "}"));
      case 4 -> text + " ".repeat(random.nextInt(10_000));
      case 5 -> String.join(" ", text, text);
      default -> text;
    };
  }

  private void spoil(List<String> tokens) {
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(4)) {
      case 0 -> {
        if (tokens.size() > 1) {
          tokens.remove(at);
        }
      }
      case 1 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      case 2 -> tokens.set(at, oneOf(oneOf(STATEMENTS)));
      default -> tokens.add(at, oneOf(TOKENS));
    }
  }

  private String nested(String open, String text, String close) {
    int depth = random.nextInt(random.nextBoolean() ? 20 : MAX_NESTING);
    return open.repeat(depth) + text + close.repeat(random.nextInt(10) == 0 ? depth / 2 : depth);
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
