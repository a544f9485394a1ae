package dev.ddblocal.http.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.http.wire.ServiceModel.Member;
import dev.ddblocal.http.wire.ServiceModel.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The domain's records and operations against the service model: they may not part unnoticed. */
class WireContractTest {
  private static final ServiceModel MODEL = ServiceModel.load();
  private static final WireContract CONTRACT = WireContract.load();

  @Test
  void every_operation_of_the_model_is_served_or_listed_as_not_served() throws IOException {
    Set<String> all = new TreeSet<>(lines("not-served.txt"));
    for (Operation operation : Operation.values()) {
      assertTrue(all.add(operation.apiName()), operation + " is served, so not listed");
    }
    assertEquals(new TreeSet<>(MODEL.operations()), all);
  }

  @Test
  void the_readme_names_every_operation_that_is_not_served() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String missing = readme.substring(readme.indexOf("\n## What is not there yet\n"));
    for (String operation : lines("not-served.txt")) {
      assertTrue(Pattern.compile("\\b" + operation + "\\b").matcher(missing).find(), operation);
    }
  }

  @Test
  void only_served_operations_have_a_codec() throws IOException {
    for (String operation : lines("not-served.txt")) {
      assertEquals(Optional.empty(), CONTRACT.operation(operation), operation);
    }
    assertEquals(Optional.empty(), CONTRACT.operation("putitem"));
  }

  @ParameterizedTest
  @EnumSource
  void every_served_operation_has_a_codec_and_an_iam_action(Operation operation) {
    assertSame(operation, CONTRACT.operation(operation.apiName()).orElseThrow().operation());
    assertEquals("dynamodb:" + operation.apiName(), operation.iamAction());
  }

  @Test
  void every_input_member_is_bound_or_listed_as_unsupported() throws IOException {
    Set<String> unbound = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      Shape input = MODEL.shape(MODEL.operation(operation.apiName()).input());
      walk(
          ServedOperations.requestOf(operation),
          input,
          (record, shape) -> {
            Set<String> bound = new TreeSet<>();
            RecordMembers.of(record, shape).values().forEach(member -> bound.add(member.name()));
            for (Member member : shape.members()) {
              if (!bound.contains(member.name())) {
                unbound.add(shape.name() + "." + member.name());
              }
            }
          });
    }
    assertEquals(new TreeSet<>(lines("unsupported-members.txt")), unbound);
  }

  @Test
  void every_response_component_is_a_member_of_the_output() {
    List<String> walked = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Shape output = MODEL.shape(MODEL.operation(operation.apiName()).output());
      walk(
          ServedOperations.responseOf(operation),
          output,
          (record, shape) -> {
            assertEquals(
                record.getRecordComponents().length, RecordMembers.of(record, shape).size());
            walked.add(record.getSimpleName());
          });
    }
    assertTrue(walked.contains("TableDescription") && walked.contains("Capacity"));
  }

  @Test
  void every_constant_of_an_enum_is_a_value_of_the_model() {
    Set<String> compared = new TreeSet<>();
    for (Operation operation : Operation.values()) {
      MODEL.operation(operation.apiName());
      enums(
          ServedOperations.requestOf(operation),
          MODEL.shape(MODEL.operation(operation.apiName()).input()),
          compared);
      enums(
          ServedOperations.responseOf(operation),
          MODEL.shape(MODEL.operation(operation.apiName()).output()),
          compared);
    }
    assertTrue(
        compared.containsAll(
            Set.of("BillingMode", "KeyType", "ReturnValue", "SSEStatus", "TableStatus")),
        compared.toString());
  }

  @TestFactory
  Stream<DynamicTest> a_request_with_an_unsupported_member_names_it() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      Shape input = MODEL.shape(MODEL.operation(operation.apiName()).input());
      for (String line : lines("unsupported-members.txt")) {
        String member = line.substring(line.indexOf('.') + 1);
        if (line.equals(input.name() + "." + member)) {
          tests.add(
              DynamicTest.dynamicTest(
                  operation.apiName() + " " + member, () -> assertNames(operation, input, member)));
        }
      }
    }
    assertFalse(tests.isEmpty());
    return tests.stream();
  }

  private static void assertNames(Operation operation, Shape input, String name) {
    Member member =
        input.members().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    String value =
        switch (MODEL.shape(member.target()).type()) {
          case STRUCTURE, UNION, MAP -> "{}";
          case LIST -> "[]";
          case STRING, ENUM, BLOB -> "\"\"";
          case BOOLEAN -> "true";
          case INTEGER, LONG, DOUBLE, TIMESTAMP -> "1";
        };
    byte[] body = "{\"%s\":%s}".formatted(name, value).getBytes(StandardCharsets.UTF_8);
    OperationCodec codec = CONTRACT.operation(operation.apiName()).orElseThrow();
    assertEquals(List.of(name), codec.read(body, "localhost").unsupportedMembers());
    byte[] nothing = "{\"%s\":null}".formatted(name).getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(), codec.read(nothing, "localhost").unsupportedMembers());
  }

  private static void enums(Class<?> root, Shape rootShape, Set<String> compared) {
    walk(
        root,
        rootShape,
        (record, shape) -> {
          for (Map.Entry<RecordComponent, Member> entry :
              RecordMembers.of(record, shape).entrySet()) {
            Class<?> type = entry.getKey().getType();
            Shape target = MODEL.shape(entry.getValue().target());
            boolean enumeration = target.type() == ServiceModel.Type.ENUM;
            assertEquals(enumeration, type.isEnum() || (enumeration && type == String.class));
            if (type.isEnum()) {
              Set<String> values = target.constraints().values();
              Arrays.stream(type.getEnumConstants())
                  .forEach(constant ->
                      assertTrue(
                          values.contains(((Enum<?>) constant).name()), type + "." + constant));
              compared.add(type.getSimpleName());
            }
          }
        });
  }

  /** Visits a record and every record inside it with their shapes. */
  private static void walk(Class<?> record, Shape shape, Visitor visitor) {
    visitor.visit(record, shape);
    RecordMembers.of(record, shape)
        .forEach((component, member) ->
            walkType(component.getGenericType(), MODEL.shape(member.target()), visitor));
  }

  private static void walkType(Type type, Shape shape, Visitor visitor) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      walkType(arguments[arguments.length - 1], MODEL.shape(shape.element()), visitor);
    } else if (shape.type() == ServiceModel.Type.STRUCTURE) {
      walk((Class<?>) type, shape, visitor);
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = WireContractTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private interface Visitor {
    void visit(Class<?> record, Shape shape);
  }
}
