package dev.ddblocal.domain.table;

import static dev.ddblocal.domain.table.Indexes.ALL;
import static dev.ddblocal.domain.table.Indexes.KEYS_ONLY;
import static dev.ddblocal.domain.table.Indexes.elements;
import static dev.ddblocal.domain.table.Indexes.global;
import static dev.ddblocal.domain.table.Indexes.include;
import static dev.ddblocal.domain.table.Indexes.local;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.schema.IndexStatus;
import dev.ddblocal.domain.schema.ProjectionType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What CreateTable records of indexes, and what it refuses. */
class CreateTableIndexesTest {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private final LocalDynamoDb db = new LocalDynamoDb();

  private static TableRequest hashTable(String... definitions) {
    return new TableRequest("T").keys("pk").definitions(definitions);
  }

  private static TableRequest sortedTable(String... definitions) {
    return new TableRequest("T").keys("pk", "sk").definitions(definitions);
  }

  @Test
  void indexes_are_answered_as_they_were_asked_for() {
    TableDescription created =
        db.call(
                sortedTable("pk", "sk", "a", "b")
                    .global(global("gsi", include("x", "y"), "a:HASH", "pk:HASH", "b:RANGE"))
                    .local(local("lsi", KEYS_ONLY, "pk:HASH", "b:RANGE"))
                    .build())
            .tableDescription();
    assertEquals(IndexStatus.CREATING, created.globalSecondaryIndexes().getFirst().indexStatus());

    TableDescription table = db.call(new DescribeTableRequest("T")).table();
    assertEquals(
        List.of(
            new GlobalSecondaryIndexDescription(
                "gsi",
                elements("a:HASH", "pk:HASH", "b:RANGE"),
                new Projection(ProjectionType.INCLUDE, List.of("x", "y")),
                IndexStatus.ACTIVE,
                null,
                new ProvisionedThroughputDescription(null, null, 0L, 0L, 0L),
                0L,
                0L,
                "arn:aws:dynamodb:us-east-1:111122223333:table/T/index/gsi",
                null,
                new GlobalSecondaryIndexWarmThroughputDescription(
                    12_000L, 4_000L, IndexStatus.ACTIVE))),
        table.globalSecondaryIndexes());
    assertEquals(
        List.of(
            new LocalSecondaryIndexDescription(
                "lsi",
                elements("pk:HASH", "b:RANGE"),
                new Projection(ProjectionType.KEYS_ONLY, null),
                0L,
                0L,
                "arn:aws:dynamodb:us-east-1:111122223333:table/T/index/lsi")),
        table.localSecondaryIndexes());
    assertEquals(
        List.of("pk", "sk", "a", "b"),
        table.attributeDefinitions().stream().map(AttributeDefinition::attributeName).toList());
  }

  @Test
  void a_table_without_indexes_answers_none() {
    TableDescription table = db.call(hashTable("pk").build()).tableDescription();
    assertNull(table.globalSecondaryIndexes());
    assertNull(table.localSecondaryIndexes());
  }

  @Test
  void throughput_of_a_global_index_is_recorded() {
    TableDescription table =
        db.call(
                hashTable("pk", "a")
                    .provisioned(5L, 6L)
                    .global(global("gsi", new ProvisionedThroughput(7L, 8L), "a:HASH"))
                    .build())
            .tableDescription();
    GlobalSecondaryIndexDescription index = table.globalSecondaryIndexes().getFirst();
    assertEquals(7, index.provisionedThroughput().readCapacityUnits());
    assertEquals(8, index.provisionedThroughput().writeCapacityUnits());
    assertEquals(7, index.warmThroughput().readUnitsPerSecond());
  }

  @Test
  void on_demand_maxima_and_warm_throughput_of_a_global_index_are_recorded() {
    GlobalSecondaryIndex asked =
        new GlobalSecondaryIndex(
            "gsi",
            elements("a:HASH"),
            ALL,
            null,
            new OnDemandThroughput(9L, null),
            new WarmThroughput(13_000L, null));
    GlobalSecondaryIndexDescription index =
        db.call(hashTable("pk", "a").global(asked).build())
            .tableDescription()
            .globalSecondaryIndexes()
            .getFirst();
    assertEquals(new OnDemandThroughput(9L, null), index.onDemandThroughput());
    assertEquals(13_000, index.warmThroughput().readUnitsPerSecond());
    assertEquals(4_000, index.warmThroughput().writeUnitsPerSecond());
  }

  @Test
  void the_table_and_its_indexes_share_the_limit_of_a_table() {
    db.assertRefused(
        ErrorCode.LIMIT_EXCEEDED,
        "Subscriber limit exceeded: Provisioned throughput per table is limited to 40000 write"
            + " capacity units",
        hashTable("pk", "a")
            .provisioned(1L, 39_999L)
            .global(global("gsi", new ProvisionedThroughput(1L, 2L), "a:HASH"))
            .build());
  }

  @TestFactory
  Stream<DynamicTest> refuses_what_breaks_a_rule() {
    return Stream.of(
        refused(
            INVALID + "Duplicate index name: same",
            sortedTable("pk", "sk", "a")
                .global(global("same", ALL, "a:HASH"))
                .local(local("same", ALL, "pk:HASH", "a:RANGE"))),
        refused(
            INVALID
                + "Table KeySchema does not have a range key, which is required when specifying a"
                + " LocalSecondaryIndex",
            hashTable("pk", "x").local(local("lsi", ALL, "pk:HASH", "x:RANGE"))),
        refused(
            INVALID + "Index KeySchema does not have a range key for index: lsi",
            sortedTable("pk", "sk").local(local("lsi", ALL, "pk:HASH"))),
        refused(
            INVALID
                + "Index KeySchema does not have the same leading hash key as table KeySchema for"
                + " index: lsi. index hash key: x, table hash key: pk",
            sortedTable("pk", "sk", "x").local(local("lsi", ALL, "x:HASH", "sk:RANGE"))),
        refused(
            INVALID + "Unknown ProjectionType: null",
            hashTable("pk", "x").global(global("gsi", new Projection(null, null), "x:HASH"))),
        refused(
            INVALID + "ProjectionType is INCLUDE, but NonKeyAttributes is not specified",
            hashTable("pk", "x")
                .global(global("gsi", new Projection(ProjectionType.INCLUDE, null), "x:HASH"))),
        refused(
            INVALID + "ProjectionType is KEYS_ONLY, but NonKeyAttributes is specified",
            sortedTable("pk", "sk", "x")
                .local(
                    local(
                        "lsi",
                        new Projection(ProjectionType.KEYS_ONLY, List.of("a")),
                        "pk:HASH",
                        "x:RANGE"))),
        refused(
            INVALID + "Duplicate attribute name in NonKeyAttributes: a",
            hashTable("pk", "x").global(global("gsi", include("a", "b", "a"), "x:HASH"))),
        refused(
            INVALID
                + "Some AttributeDefinitions are not used. AttributeDefinitions: [pk, x, y], keys"
                + " used: [pk, x]",
            hashTable("pk", "x", "y").global(global("gsi", ALL, "x:HASH"))),
        refused(
            INVALID
                + "Some index key attributes are not defined in AttributeDefinitions. Keys: [y],"
                + " AttributeDefinitions: [pk, x]",
            hashTable("pk", "x").global(global("gsi", ALL, "y:HASH"))),
        refused(
            "Invalid KeySchema: Some index key attribute have no definition",
            hashTable("pk").global(global("gsi", ALL, "x:HASH", "y:RANGE"))),
        refused(
            "Invalid KeySchema: The first KeySchemaElement is not a HASH key type",
            hashTable("pk", "x").global(global("gsi", ALL, "x:RANGE"))),
        refused(
            "Invalid KeySchema: All HASH key attributes must precede RANGE key attributes in the"
                + " KeySchema",
            hashTable("pk", "x", "y", "z")
                .global(global("gsi", ALL, "x:HASH", "y:RANGE", "z:HASH"))),
        refused(
            "Invalid KeySchema: The KeySchema exceeds the maximum allowed number of HASH key"
                + " attributes",
            hashTable("pk", "a", "b", "c", "d")
                .global(global("gsi", ALL, "pk:HASH", "a:HASH", "b:HASH", "c:HASH", "d:HASH"))),
        refused(
            "Invalid KeySchema: The KeySchema exceeds the maximum allowed number of RANGE key"
                + " attributes",
            hashTable("pk", "a", "b", "c", "d", "e")
                .global(
                    global(
                        "gsi", ALL, "pk:HASH", "a:RANGE", "b:RANGE", "c:RANGE", "d:RANGE",
                        "e:RANGE"))),
        refused(
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type",
            sortedTable("pk", "sk", "x").local(local("lsi", ALL, "pk:HASH", "x:HASH"))),
        refused(
            "Both the Hash Key and the Range Key element in the KeySchema have the same name",
            hashTable("pk", "x").global(global("gsi", ALL, "x:HASH", "x:RANGE"))),
        refused(
            INVALID + "ProvisionedThroughput is not specified for index: gsi",
            hashTable("pk", "x").provisioned(1L, 1L).global(global("gsi", ALL, "x:HASH"))),
        refused(
            INVALID
                + "ProvisionedThroughput should not be specified for index: gsi when BillingMode is"
                + " PAY_PER_REQUEST",
            hashTable("pk", "x")
                .global(global("gsi", new ProvisionedThroughput(1L, 1L), "x:HASH"))),
        refused(
            INVALID + "GlobalSecondaryIndex count exceeds the per-table limit of 20",
            many(21, (table, i) -> table.global(global("gsi" + i, ALL, "x:HASH")))),
        refused(
            INVALID + "Number of LocalSecondaryIndexes exceeds per-table limit of 5",
            many(6, (table, i) -> table.local(local("lsi" + i, ALL, "pk:HASH", "x:RANGE")))),
        refused(
            INVALID + "Number of NonKeyAttributes over all indexes exceeds per-table limit of 100",
            many(6, (table, i) -> table.global(global("gsi" + i, twenty(), "x:HASH")))));
  }

  @Test
  void the_limits_can_be_reached() {
    TableRequest request =
        many(5, (table, i) -> table.local(local("lsi" + i, twenty(), "pk:HASH", "x:RANGE")));
    IntStream.range(0, 20).forEach(i -> request.global(global("gsi" + i, ALL, "x:HASH")));
    TableDescription table = db.call(request.build()).tableDescription();
    assertEquals(5, table.localSecondaryIndexes().size());
    assertEquals(20, table.globalSecondaryIndexes().size());
  }

  private DynamicTest refused(String message, TableRequest request) {
    return DynamicTest.dynamicTest(
        message, () -> new LocalDynamoDb().assertInvalid(message, request.build()));
  }

  private static Projection twenty() {
    return include(IntStream.range(0, 20).mapToObj(i -> "a" + i).toArray(String[]::new));
  }

  private static TableRequest many(int count, Addition addition) {
    TableRequest table = sortedTable("pk", "sk", "x");
    IntStream.range(0, count).forEach(i -> addition.to(table, i));
    return table;
  }

  private interface Addition {
    void to(TableRequest table, int number);
  }
}
