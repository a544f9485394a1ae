package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import dev.ddblocal.http.wire.Violation.Source;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Repeats a list or map of a request in an answer. It reads that part once more, so that reading a
 * request costs nothing for the sake of the few that are wrong.
 */
final class Echo {
  private final JsonFactory json;
  private final ServiceModel model;

  Echo(JsonFactory json, ServiceModel model) {
    this.json = json;
    this.model = model;
  }

  /** A list or map of the request, as compact JSON or as Java prints collections. */
  String of(byte[] body, Source source, boolean asJson) {
    try (JsonParser parser =
        json.createParser(body, source.start(), source.end() - source.start())) {
      parser.nextToken();
      return asJson ? asJson(parser) : asJava(JsonTree.read(parser), model.shape(source.shape()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
}
