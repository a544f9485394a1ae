package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The recorded departures against the model that they depart from. */
class DeparturesTest {
  private final ServiceModel model = ServiceModel.load();
  private final Departures departures = Departures.load();

  @Test
  void names_only_what_the_model_has() {
    for (Departures.Entry entry : departures.entries()) {
      assertFalse(entry.operations().isEmpty(), entry.toString());
      for (String operation : entry.operations()) {
        Shape input = model.shape(model.operation(operation).input());
        Object member = entry.content().get("member");
        if (member != null) {
          assertHasPath(input, (String) member, operation);
        }
      }
      for (Object member : JsonTree.list(entry.content().get("first"))) {
        assertTrue(
            entry.operations().stream()
                .anyMatch(operation ->
                    names(model.shape(model.operation(operation).input())).contains(member)),
            member + " in " + entry);
      }
    }
  }

  @Test
  void names_the_fact_that_each_comes_from() {
    departures
        .entries()
        .forEach(entry -> assertTrue(entry.content().containsKey("fact"), entry.toString()));
    departures.shapes().forEach(shape -> assertTrue(hasFact(shape), shape));
  }

  @Test
  void reorders_the_values_of_an_enum_without_losing_one() {
    for (String name : departures.shapes()) {
      Shape shape = model.shape(name);
      if (shape.type() == ServiceModel.Type.ENUM) {
        assertEquals(
            new TreeSet<>(shape.constraints().told()),
            new TreeSet<>(departures.ofShape(shape).told()),
            name);
      }
    }
  }

  private void assertHasPath(Shape structure, String path, String operation) {
    Shape shape = structure;
    for (String name : path.split("\\.", -1)) {
      while (shape.element() != null) {
        shape = model.shape(shape.element());
      }
      Member member =
          shape.members().stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError(operation + " has no " + path));
      shape = model.shape(member.target());
    }
  }

  private static Set<String> names(Shape shape) {
    return new TreeSet<>(shape.members().stream().map(Member::name).toList());
  }

  private static boolean hasFact(String shape) {
    var shapes = JsonTree.object(JsonTree.ofResource("wire-departures.json").get("shapes"));
    return List.copyOf(JsonTree.object(shapes.get(shape)).keySet()).contains("fact");
  }
}
