package dev.ddblocal.auth.iam;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddblocal.auth.policy.NamedPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The statements of a policy, each as a policy of its own, with where they stand in the text. */
final class PolicyStatements {
  /** The version of a policy that does not say. */
  private static final String OLDEST_VERSION = "2008-10-17";

  private static final JsonMapper JSON = new JsonMapper();

  private PolicyStatements() {}

  /**
   * A statement.
   *
   * @param alone the policy with this statement only
   * @param start where it begins
   * @param end behind its end
   */
  record Located(NamedPolicy alone, Position start, Position end) {}

  /**
   * A place in a text.
   *
   * @param line the line, from 1 on
   * @param column the column, from 1 on
   */
  record Position(int line, int column) {
    private static Position of(JsonLocation location) {
      return new Position(location.getLineNr(), location.getColumnNr());
    }
  }

  /** The statements in the order of the text; none if it is no JSON. */
  static List<Located> of(NamedPolicy policy) {
    String version = OLDEST_VERSION;
    List<Range> ranges = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(policy.document())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (field.equals("Version")) {
          version = parser.getText();
        } else if (field.equals("Statement")) {
          ranges.addAll(ranges(parser, value));
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    String head = "{\"Version\":\"" + version + "\",\"Statement\":";
    return ranges.stream()
        .map(range ->
            new Located(
                new NamedPolicy(policy.name(), head + range.in(policy.document()) + "}"),
                Position.of(range.start),
                Position.of(range.end)))
        .toList();
  }

  private static List<Range> ranges(JsonParser parser, JsonToken value) throws IOException {
    List<Range> ranges = new ArrayList<>();
    boolean many = value == JsonToken.START_ARRAY;
    JsonToken token = many ? parser.nextToken() : value;
    while (token == JsonToken.START_OBJECT) {
      JsonLocation start = parser.currentTokenLocation();
      parser.skipChildren();
      ranges.add(new Range(start, parser.currentLocation()));
      token = many ? parser.nextToken() : JsonToken.END_ARRAY;
    }
    return ranges;
  }

  /**
   * Where a statement stands.
   *
   * @param start where it begins
   * @param end behind its end
   */
  private record Range(JsonLocation start, JsonLocation end) {
    String in(String text) {
      return text.substring((int) start.getCharOffset(), (int) end.getCharOffset());
    }
  }
}
