package dev.ddblocal.domain.expression;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.operation.RequestWording;
import dev.ddblocal.domain.value.AttributeMap;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.AttributeValueCollector;
import dev.ddblocal.domain.value.Utf8;
import java.util.EnumMap;
import java.util.Map;

/**
 * The language of expressions for all requests. It keeps what the latest texts say. Safe for use by
 * several threads at once.
 */
public final class Expressions {
  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";

  /** The most bytes a placeholder can have, with its first character. */
  private static final int MAX_PLACEHOLDER_BYTES = 255;

  private final Map<ExpressionKind, SyntaxCache<Syntax>> syntax =
      new EnumMap<>(ExpressionKind.class);

  /** Creates the language, no text being kept yet. */
  public Expressions() {
    for (ExpressionKind kind : ExpressionKind.values()) {
      syntax.put(kind, cache(kind));
    }
  }

  /** A cache of what texts of a kind say. */
  static SyntaxCache<Syntax> cache(ExpressionKind kind) {
    return new SyntaxCache<>(
        text -> SyntaxParser.parse(kind, text), parsed -> parsed instanceof Syntax.Refused);
  }

  /**
   * The expressions of one request.
   *
   * @param wording how the operation words its refusals
   * @param attributes the names and values that the request brings
   * @param anyExpression whether the request has an expression that could use them
   * @throws DynamoDbException a ValidationException where names or values come without an
   *     expression, where there are none in a map, where a placeholder is malformed, or where a
   *     value has a defect
   */
  public RequestExpressions of(
      RequestWording wording, ExpressionAttributes attributes, boolean anyExpression) {
    if (!anyExpression) {
      requireAbsent(wording, NAMES, attributes.names());
      requireAbsent(wording, VALUES, attributes.values());
    }
    return new RequestExpressions(
        syntax,
        wording,
        soundNames(wording, attributes.names()),
        soundValues(wording, attributes.values()));
  }

  /**
   * The top-level attributes that expressions of one request name, none of which has been read yet.
   *
   * @param names attribute names by placeholder, or null
   */
  public NamedAttributes namedAttributes(Map<String, String> names) {
    return new NamedAttributes(syntax, names == null ? Map.of() : names);
  }

  private static void requireAbsent(RequestWording wording, String parameter, Object map) {
    if (map != null) {
      throw wording.refusal(parameter + " can only be specified when using expressions");
    }
  }

  private static Map<String, String> soundNames(RequestWording wording, Map<String, String> names) {
    if (names == null) {
      return Map.of();
    }
    if (names.isEmpty()) {
      throw wording.refusal(NAMES + " must not be empty");
    }
    names.forEach((placeholder, name) -> {
      requirePlaceholder(wording, NAMES, '#', placeholder);
      requireName(wording, placeholder, name);
    });
    return names;
  }

  private static void requireName(RequestWording wording, String placeholder, String name) {
    if (name == null || name.isEmpty()) {
      throw wording.refusal(
          NAMES + " contains invalid value: Empty attribute name for key " + placeholder);
    }
    if (Utf8.length(name) > AttributeValueCollector.MAX_NAME_BYTES) {
      throw wording.refusal(
          "Attribute name is too large, must be less than "
              + (AttributeValueCollector.MAX_NAME_BYTES + 1)
              + " bytes");
    }
  }

  private static Map<String, AttributeValue> soundValues(
      RequestWording wording, AttributeMap values) {
    if (values == null) {
      return Map.of();
    }
    if (values.attributes().isEmpty() && values.defect() == null) {
      throw wording.refusal(VALUES + " must not be empty");
    }
    values.attributes().keySet().forEach(key -> requirePlaceholder(wording, VALUES, ':', key));
    if (values.defectKey() != null) {
      requirePlaceholder(wording, VALUES, ':', values.defectKey());
    }
    return wording.soundExpressionValues(values);
  }

  private static void requirePlaceholder(
      RequestWording wording, String parameter, char first, String placeholder) {
    if (placeholder.isEmpty()) {
      throw invalidKey(wording, parameter, "The expression attribute map contains an empty key;");
    }
    if (Utf8.length(placeholder) > MAX_PLACEHOLDER_BYTES) {
      throw invalidKey(
          wording, parameter, "The expression attribute map contains a key that is too long;");
    }
    boolean sound = placeholder.charAt(0) == first && placeholder.length() > 1;
    for (int i = 1; i < placeholder.length(); i++) {
      sound &= Lexer.isPart(placeholder.charAt(i));
    }
    if (!sound) {
      throw invalidKey(wording, parameter, "Syntax error; key: \"" + placeholder + "\"");
    }
  }

  private static DynamoDbException invalidKey(
      RequestWording wording, String parameter, String reason) {
    return wording.refusal(parameter + " contains invalid key: " + reason);
  }
}
