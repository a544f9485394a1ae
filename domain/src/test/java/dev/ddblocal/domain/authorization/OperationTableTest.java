package dev.ddblocal.domain.authorization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.port.ContextValue;
import dev.ddblocal.domain.port.DynamoDbConditionKey;
import dev.ddblocal.domain.port.ResourceAccess;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operations tell authorization what the operation table says (spec: authentication, 6.7). */
class OperationTableTest {
  private static final TableDefinition MUSIC = MusicTable.definition("S");
  private static final Map<DynamoDbConditionKey, String> LETTERS =
      Map.of(
          DynamoDbConditionKey.LEADING_KEYS, "L",
          DynamoDbConditionKey.SECOND_PARTITION_KEY_VALUES, "2",
          DynamoDbConditionKey.ATTRIBUTES, "A",
          DynamoDbConditionKey.SELECT, "S",
          DynamoDbConditionKey.RETURN_VALUES, "V",
          DynamoDbConditionKey.RETURN_CONSUMED_CAPACITY, "C",
          DynamoDbConditionKey.ENCLOSING_OPERATION, "O",
          DynamoDbConditionKey.FULL_TABLE_SCAN, "F");

  static List<OperationTable.Row> rows() {
    return OperationTable.rows();
  }

  /** An operation that is served without a row fails here, and so does a row of none. */
  @Test
  void every_operation_has_a_row_and_every_row_an_operation() {
    assertEquals(
        Set.of(Operation.values()),
        rows().stream().map(OperationTable.Row::operation).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_request_has_to_be_allowed_what_its_row_says(OperationTable.Row row) {
    assertEquals(
        row.accesses(),
        row.request().accesses().stream()
            .map(access ->
                access.iamAction()
                    + " on "
                    + access.resource()
                    + access.indexName().map(index -> "/" + index).orElse(""))
            .toList());
    assertEquals(row.operation(), row.request().operation());
    assertEquals(row.crossAccount(), row.operation().supportsCrossAccount());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_request_has_the_condition_keys_of_its_row(OperationTable.Row row) {
    Set<String> keys = new TreeSet<>();
    for (ResourceAccess access : row.request().accesses()) {
      for (DynamoDbConditionKey key : LETTERS.keySet()) {
        if (!access.facts().valueOf(key, Optional.of(MUSIC)).equals(ContextValue.ABSENT)) {
          keys.add(LETTERS.get(key));
        }
      }
      if (!access.facts().requestTags().isEmpty()) {
        keys.add("aws:RequestTag");
      }
      if (!access.facts().tagKeys().isEmpty()) {
        keys.add("aws:TagKeys");
      }
    }
    assertEquals(new TreeSet<>(row.keys()), keys);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void the_older_and_the_newer_name_of_the_leading_keys_have_the_same_value(
      OperationTable.Row row) {
    for (ResourceAccess access : row.request().accesses()) {
      for (TableDefinition known : new TableDefinition[] {MUSIC, null}) {
        Optional<TableDefinition> table = Optional.ofNullable(known);
        assertEquals(
            access.facts().valueOf(DynamoDbConditionKey.LEADING_KEYS, table),
            access.facts().valueOf(DynamoDbConditionKey.FIRST_PARTITION_KEY_VALUES, table));
      }
    }
  }
}
