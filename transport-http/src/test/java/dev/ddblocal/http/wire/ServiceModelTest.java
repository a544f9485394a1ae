package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The compact model against the official one that it was boiled down from. */
class ServiceModelTest {
  private static final String NAMESPACE = "com.amazonaws.dynamodb#";

  private final ServiceModel compact = ServiceModel.load();
  private final JsonNode official = official();

  @Test
  void has_all_operations() {
    TreeSet<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> shape : official.properties()) {
      if (shape.getValue().get("type").asText().equals("operation")) {
        names.add(shape.getKey().substring(NAMESPACE.length()));
      }
    }
    assertEquals(names, new TreeSet<>(compact.operations()));
    assertEquals(true, names.size() >= 58);
  }

  @Test
  void has_every_member_and_constraint_in_the_models_order() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> entry : official.properties()) {
      String name = entry.getKey().substring(NAMESPACE.length());
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

  private static void compare(String name, JsonNode official, Shape compact) {
    assertEquals(
        ServiceModel.Type.valueOf(official.get("type").asText().toUpperCase(Locale.ROOT)),
        compact.type(),
        name);
    List<String> members = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : official.path("members").properties()) {
      JsonNode traits = member.getValue().path("traits");
      boolean required = traits.has("smithy.api#required");
      members.add(member.getKey() + (required ? "!" : ""));
      values.add(traits.path("smithy.api#enumValue").asText());
    }
    JsonNode traits = official.path("traits");
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

  private static JsonNode official() {
    try {
      return new ObjectMapper()
          .readTree(
              ServiceModelTest.class.getResourceAsStream(
                  "/META-INF/smithy/2012-08-10/dynamodb-2012-08-10.json"))
          .get("shapes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
