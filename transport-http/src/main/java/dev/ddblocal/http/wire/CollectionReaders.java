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

  /** Where the list or map stands that began at {@code start} and ends with the current token. */
  private static Violation.Source source(long start, JsonParser parser, String shape) {
    int end = (int) parser.currentLocation().getByteOffset();
    return new Violation.Source((int) start, end, shape);
  }

  /**
   * A list. A null element is a violation.
   *
   * @param shape the list's shape
   * @param constraints what is asked of the list
   * @param element the reader of its elements
   */
  record ListReader(String shape, Constraints constraints, ValueReader element)
      implements ValueReader {
    @Override
    public Object read(JsonParser parser, Reading reading) throws IOException {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        throw TypeMismatch.list(parser.currentToken());
      }
      long start = parser.currentTokenLocation().getByteOffset();
      int markOfList = reading.mark();
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
      if (reading.addedSince(markOfList)) {
        reading.inCollection(source(start, parser, shape), markOfList);
      }
      return Collections.unmodifiableList(elements);
    }
  }

  /**
   * A map. A null value is a violation; a key that is there twice is refused.
   *
   * @param shape the map's shape
   * @param constraints what is asked of the map
   * @param keyConstraints what is asked of its keys
   * @param value the reader of its values
   * @param valueShape the name of its values' shape
   */
  record MapReader(
      String shape,
      Constraints constraints,
      Constraints keyConstraints,
      ValueReader value,
      String valueShape)
      implements ValueReader {
    @Override
    public Object read(JsonParser parser, Reading reading) throws IOException {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw TypeMismatch.map(valueShape, parser.currentToken());
      }
      long start = parser.currentTokenLocation().getByteOffset();
      int markOfMap = reading.mark();
      boolean badKey = false;
      Map<String, Object> values = new LinkedHashMap<>();
      int index = 0;
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        if (values.containsKey(key)) {
          throw StructureReader.duplicate(key);
        }
        // One bad key stands for all: the complaint is about the map.
        List<Breach> breaches = badKey ? List.of() : keyConstraints.breachesOfText(key);
        if (!breaches.isEmpty()) {
          badKey = true;
          reading.add(Violation.ofKey(breaches.getFirst(), keyConstraints));
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
      if (reading.addedSince(markOfMap)) {
        reading.inCollection(source(start, parser, shape), markOfMap);
      }
      return Collections.unmodifiableMap(values);
    }
  }
}
