package dev.ddblocal.domain.value;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Attribute values as some of DynamoDB's messages show them, such as {@code {S:abc}}. */
public final class ValueEcho {
  private ValueEcho() {}

  /** A value, such as {@code AttributeValue: {N:5}}. */
  public static String of(AttributeValue value) {
    return "AttributeValue: " + text(value);
  }

  /** Attributes by name, such as {@code {pk=AttributeValue: {S:a}}}. */
  public static String of(Map<String, AttributeValue> attributes) {
    return attributes.entrySet().stream()
        .map(attribute -> attribute.getKey() + "=" + of(attribute.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String text(AttributeValue value) {
    String content =
        switch (value) {
          case AttributeValue.S(String text) -> text;
          case AttributeValue.N(DynamoNumber number) -> number.toPlainString();
          case AttributeValue.B(Bytes bytes) ->
              Base64.getEncoder().encodeToString(bytes.unsafeArray());
          case AttributeValue.BOOL(boolean flag) -> Boolean.toString(flag);
          case AttributeValue.NULL() -> "true";
          case AttributeValue.SS set -> set.values().toString();
          case AttributeValue.NS set -> set.values().toString();
          case AttributeValue.BS set -> set.values().toString();
          case AttributeValue.L(List<AttributeValue> elements) ->
              elements.stream().map(ValueEcho::text).collect(Collectors.joining(", ", "[", "]"));
          case AttributeValue.M(Map<String, AttributeValue> members) ->
              members.entrySet().stream()
                  .map(member -> member.getKey() + "=" + text(member.getValue()))
                  .collect(Collectors.joining(", ", "{", "}"));
        };
    return "{" + value.typeDescriptor() + ":" + content + "}";
  }
}
