package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The compact model against those that it was boiled down from. */
class ServiceModelTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ServiceModel compact = ServiceModel.load();
  private final JsonNode whole = whole();

  @Test
  void has_all_operations() {
    TreeSet<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> shape : whole.properties()) {
      if (shape.getValue().get("type").asText().equals("operation")) {
        names.add(localName(shape.getKey()));
      }
    }
    assertEquals(names, new TreeSet<>(compact.operations()));
    assertEquals(true, names.size() >= 58 + 4);
  }

  @Test
  void knows_the_service_that_each_operation_belongs_to() {
    Set<String> targets = new TreeSet<>();
    for (String name : compact.operations()) {
      targets.add(compact.operation(name).target());
    }
    Set<String> ofStreams =
        Set.of(
            "DynamoDBStreams_20120810.DescribeStream",
            "DynamoDBStreams_20120810.GetRecords",
            "DynamoDBStreams_20120810.GetShardIterator",
            "DynamoDBStreams_20120810.ListStreams");
    assertEquals(true, targets.containsAll(ofStreams), targets::toString);
    targets.removeAll(ofStreams);
    assertEquals(
        compact.operations().stream()
            .map(name -> "DynamoDB_20120810." + name)
            .filter(targets::contains)
            .collect(Collectors.toCollection(TreeSet::new)),
        targets);
  }

  @Test
  void has_every_member_and_constraint_in_the_models_order() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : whole.properties()) {
      String name = localName(entry.getKey());
      JsonNode shape = entry.getValue();
      String type = shape.get("type").asText();
      if (type.equals("operation") || type.equals("service")) {
        continue;
      }
      compare(name, shape, compact.shape(name));
      compared++;
    }
    assertEquals(true, compared > 500);
  }

  private static void compare(String name, JsonNode whole, Shape compact) {
    assertEquals(
        ServiceModel.Type.valueOf(whole.get("type").asText().toUpperCase(Locale.ROOT)),
        compact.type(),
        name);
    List<String> members = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : whole.path("members").properties()) {
      JsonNode traits = member.getValue().path("traits");
      boolean required = traits.has("smithy.api#required");
      members.add(member.getKey() + (required ? "!" : ""));
      values.add(traits.path("smithy.api#enumValue").asText());
    }
    JsonNode traits = whole.path("traits");
    if (compact.type() == ServiceModel.Type.ENUM) {
      assertEquals(values, compact.constraints().told(), name);
    } else {
      assertEquals(members, compact.members().stream().map(ServiceModelTest::word).toList(), name);
    }
    assertEquals(bounds(traits, "length"), bounds(compact.constraints().length()), name);
    assertEquals(bounds(traits, "range"), bounds(compact.constraints().range()), name);
    assertEquals(traits.has("smithy.api#pattern"), compact.constraints().pattern() != null, name);
    assertEquals(traits.has("smithy.api#error"), compact.errorStatus() != 0, name);
  }

  private static String word(Member member) {
    return member.name() + (member.required() ? "!" : "");
  }

  private static String bounds(JsonNode traits, String name) {
    JsonNode trait = traits.path("smithy.api#" + name);
    return trait.isMissingNode()
        ? "none"
        : trait.path("min").asLong(Long.MIN_VALUE)
            + ".."
            + trait.path("max").asLong(Long.MAX_VALUE);
  }

  private static String bounds(Constraints.Bounds bounds) {
    return bounds == null ? "none" : bounds.min() + ".." + bounds.max();
  }

  @Test
  void knows_nothing_of_other_names() {
    assertThrows(IllegalArgumentException.class, () -> compact.operation("putItem"));
    assertThrows(IllegalArgumentException.class, () -> compact.shape("NoSuchShape"));
    assertEquals(true, compact.errorStatus("PutItemInput").isEmpty());
  }

  private static String localName(String id) {
    return id.substring(id.indexOf('#') + 1);
  }

  /** The shapes of both models as they were before. */
  private static JsonNode whole() {
    try (InputStream official =
        ServiceModelTest.class.getResourceAsStream(
            "/META-INF/smithy/2012-08-10/dynamodb-2012-08-10.json")) {
      ObjectNode shapes = (ObjectNode) JSON.readTree(official).get("shapes");
      JsonNode streams =
          JSON.readTree(Path.of("src/build/resources/dynamodb-streams-2012-08-10.json").toFile());
      return shapes.setAll((ObjectNode) streams.get("shapes"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
