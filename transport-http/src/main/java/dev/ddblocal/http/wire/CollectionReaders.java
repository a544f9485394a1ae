package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddblocal.http.wire.Violation.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The readers of lists and of maps that are no attribute maps. */
final class CollectionReaders {
  private CollectionReaders() {}

  /**
   * A list. A null element is a violation.
   *
   * @param constraints what is asked of the list
   * @param element the reader of its elements
   */
  record ListReader(Constraints constraints, ValueReader element) implements ValueReader {
    @Override
    public Object read(JsonParser parser, Reading reading) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw TypeMismatch.list(parser.currentToken());
      }
      List<Object> elements = new ArrayList<>();
      int index = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        int mark = reading.mark();
        if (token == JsonToken.VALUE_NULL) {
          reading.add(Violation.ofNull());
        } else {
          elements.add(element.read(parser, reading));
        }
        if (reading.addedSince(mark)) {
          reading.behind(new Step.Element(Integer.toString(index + 1), index, false), mark);
        }
        index++;
      }
      reading.addCollection(constraints.breachesOfLength(index), constraints);
      return Collections.unmodifiableList(elements);
    }
  }

  /**
   * A map. A null value is a violation; a key that is there twice is refused.
   *
   * @param constraints what is asked of the map
   * @param keyConstraints what is asked of its keys
   * @param value the reader of its values
   * @param valueShape the name of its values' shape
   */
  record MapReader(
      Constraints constraints, Constraints keyConstraints, ValueReader value, String valueShape)
      implements ValueReader {
    @Override
    public Object read(JsonParser parser, Reading reading) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw TypeMismatch.map(valueShape, parser.currentToken());
      }
      Map<String, Object> values = new LinkedHashMap<>();
      int index = 0;
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        if (values.containsKey(key)) {
          throw StructureReader.duplicate(key);
        }
        for (Breach breach : keyConstraints.breachesOfText(key)) {
          reading.add(Violation.ofKey(breach, keyConstraints));
        }
        int mark = reading.mark();
        if (parser.nextToken() == JsonToken.VALUE_NULL) {
          reading.add(Violation.ofNull());
          values.put(key, null);
        } else {
          values.put(key, value.read(parser, reading));
        }
        if (reading.addedSince(mark)) {
          reading.behind(new Step.Element(key, index, true), mark);
        }
        index++;
      }
      reading.addCollection(constraints.breachesOfLength(index), constraints);
      return Collections.unmodifiableMap(values);
    }
  }
}
