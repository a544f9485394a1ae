package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import dev.ddblocal.http.wire.Violation.Step;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Repeats a list or map of a request in an answer. It reads the request once more, so that reading
 * one costs nothing for the sake of the few that are wrong.
 */
final class Echo {
  private final JsonFactory json;
  private final ServiceModel model;
  private final Shape input;

  Echo(JsonFactory json, ServiceModel model, Shape input) {
    this.json = json;
    this.model = model;
    this.input = input;
  }

  /** The value at the end of the path, as compact JSON or as Java prints collections. */
  String of(byte[] body, List<Step> path, boolean asJson) {
    try (JsonParser parser = json.createParser(body)) {
      parser.nextToken();
      Shape shape = input;
      for (Step step : path) {
        switch (step) {
          case Step.Member(String name, int _) -> {
            toMember(parser, name);
            shape = model.shape(member(shape, name).target());
          }
          case Step.Element(String key, int order, boolean ofMap) -> {
            if (ofMap) {
              toMember(parser, key);
            } else {
              toElement(parser, order);
            }
            shape = model.shape(shape.element());
          }
        }
      }
      return asJson ? asJson(parser) : asJava(JsonTree.read(parser), shape);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void toMember(JsonParser parser, String name) throws IOException {
    while (!name.equals(parser.nextFieldName())) {
      parser.nextToken();
      parser.skipChildren();
    }
    parser.nextToken();
  }

  private static void toElement(JsonParser parser, int index) throws IOException {
    parser.nextToken();
    for (int i = 0; i < index; i++) {
      parser.skipChildren();
      parser.nextToken();
    }
  }

  private String asJson(JsonParser parser) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = json.createGenerator(text)) {
      generator.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  private String asJava(Object value, Shape shape) {
    return switch (value) {
      case Map<?, ?> members when shape.type() == ServiceModel.Type.MAP ->
          members.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + asJava(entry.getValue(), element(shape)))
              .collect(Collectors.joining(", ", "{", "}"));
      case Map<?, ?> members ->
          shape.members().stream()
              .filter(member -> members.get(member.name()) != null)
              .map(member ->
                  member.name()
                      + "="
                      + asJava(members.get(member.name()), model.shape(member.target())))
              .collect(Collectors.joining(", ", shape.name() + "(", ")"));
      case List<?> elements ->
          elements.stream()
              .map(element -> asJava(element, element(shape)))
              .collect(Collectors.joining(", ", "[", "]"));
      case null, default -> String.valueOf(value);
    };
  }

  private Shape element(Shape collection) {
    return model.shape(collection.element());
  }

  private static Member member(Shape structure, String name) {
    return structure.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
