package dev.ddblocal.domain.port.testing;

import dev.ddblocal.domain.identity.AccountId;
import dev.ddblocal.domain.identity.AccountScope;
import dev.ddblocal.domain.identity.Region;
import dev.ddblocal.domain.key.ItemKey;
import dev.ddblocal.domain.port.ReadTransaction;
import dev.ddblocal.domain.port.WriteTransaction;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.ResourcePolicies;
import dev.ddblocal.domain.schema.ResourcePolicy;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import dev.ddblocal.domain.schema.StoreId;
import dev.ddblocal.domain.schema.StreamId;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableDefinitionBuilder;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.TableStream;
import dev.ddblocal.domain.schema.Throughput;
import dev.ddblocal.domain.schema.ThroughputChanges;
import dev.ddblocal.domain.schema.TimeToLive;
import dev.ddblocal.domain.value.AttributeValue;
import dev.ddblocal.domain.value.Item;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/** Scopes, tables, keys and items for the storage contract. */
final class Samples {
  static final AccountScope SCOPE = scope("000000001234", "us-east-1");

  /** A storage adds up the sizes that it is given; an odd one shows who computes sizes anew. */
  static final int EXTRA_BYTES = 7;

  private static final Instant CREATED = Instant.parse("2026-03-01T10:15:30.123456789Z");
  private static final Instant LATER = Instant.parse("2026-03-02T00:00:00.001Z");

  private Samples() {}

  static AccountScope scope(String account, String region) {
    return AccountScope.mint(new AccountId(account), new Region(region));
  }

  static TableDefinition table(String name) {
    KeyAttribute key = new KeyAttribute("pk", ScalarAttributeType.S);
    return new TableDefinitionBuilder()
        .id(new TableId(UUID.randomUUID()))
        .name(new TableName(name))
        .attributeDefinitions(List.of(key))
        .key(new KeySchema(List.of(key), List.of()))
        .createdAt(CREATED)
        .build();
  }

  /** A table with everything that can be recorded of one. */
  static TableDefinition richTable(String name) {
    KeyAttribute partition = new KeyAttribute("Ключ \"1\"", ScalarAttributeType.B);
    KeyAttribute sort = new KeyAttribute("sort", ScalarAttributeType.N);
    return new TableDefinition(
        new TableId(UUID.randomUUID()),
        new TableName(name),
        List.of(sort, partition),
        new KeySchema(List.of(partition), List.of(sort)),
        List.of(index("a"), richIndex("b", partition)),
        BillingMode.PROVISIONED,
        new Throughput(5, 4_000_000_000L),
        new ThroughputChanges(Optional.of(CREATED), Optional.of(LATER), 27),
        Optional.of(LATER),
        Optional.of(new Throughput(-1, 40_000)),
        Optional.of(new Throughput(12_000, 4_000)),
        Optional.of(TableClass.STANDARD_INFREQUENT_ACCESS),
        Optional.of(LATER),
        true,
        Optional.of(new ServerSideEncryption("arn:aws:kms:us-east-1:000000001234:key/1")),
        Optional.of(
            new TableStream(
                new StreamId(UUID.randomUUID()),
                "2026-03-01T10:15:30.123",
                StreamViewType.NEW_AND_OLD_IMAGES,
                5_000_000_000L)),
        Optional.of("2026-03-01T10:15:30.123"),
        Optional.of(
            new TimeToLive(
                "ends ü", new IndexId(UUID.randomUUID()), LATER, true, Optional.of(LATER))),
        Optional.of(LATER),
        tags(),
        policies(),
        CREATED,
        Optional.of(LATER),
        Optional.of(LATER));
  }

  private static ResourcePolicies policies() {
    return ResourcePolicies.NONE
        .with(Optional.empty(), Optional.of(new ResourcePolicy("{\"ü\": 1}", "17", CREATED)))
        .with(
            Optional.of("2026-03-01T10:15:30.123"),
            Optional.of(new ResourcePolicy("{}", "18", LATER)));
  }

  private static SequencedMap<String, String> tags() {
    SequencedMap<String, String> tags = new LinkedHashMap<>();
    tags.put("z", "last letter, first tag");
    tags.put("a", "");
    return tags;
  }

  /** An index of any table. */
  static SecondaryIndex index(String name) {
    KeyAttribute key = new KeyAttribute("other", ScalarAttributeType.S);
    return new SecondaryIndex(
        new IndexId(UUID.randomUUID()),
        name,
        IndexKind.GLOBAL,
        new KeySchema(List.of(key), List.of()),
        IndexProjection.ALL,
        Throughput.ZERO,
        ThroughputChanges.NONE,
        Optional.empty(),
        Optional.empty(),
        CREATED,
        Optional.empty(),
        true,
        Optional.empty());
  }

  private static SecondaryIndex richIndex(String name, KeyAttribute partition) {
    KeyAttribute sort = new KeyAttribute("sort ü", ScalarAttributeType.S);
    return new SecondaryIndex(
        new IndexId(UUID.randomUUID()),
        name,
        IndexKind.LOCAL,
        new KeySchema(List.of(partition), List.of(sort)),
        new IndexProjection(ProjectionType.INCLUDE, List.of("b", "a")),
        new Throughput(7, 8),
        new ThroughputChanges(Optional.of(LATER), Optional.empty(), 0),
        Optional.of(new Throughput(9, -1)),
        Optional.of(new Throughput(13_000, 5_000)),
        CREATED,
        Optional.of(LATER),
        false,
        Optional.of(LATER));
  }

  static ItemKey key(String text) {
    return ItemKey.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static Item item(String text) {
    return Item.copyOf(Map.of("text", new AttributeValue.S(text)));
  }

  static int size(String text) {
    return text.length() + EXTRA_BYTES;
  }

  /** The table with these indexes instead of those it has. */
  static TableDefinition with(TableDefinition table, SecondaryIndex... indexes) {
    return table.change().indexes(List.of(indexes)).build();
  }

  static void put(WriteTransaction transaction, TableDefinition table, String key, String text) {
    put(transaction, table.id(), key, text);
  }

  static void put(WriteTransaction transaction, StoreId store, String key, String text) {
    transaction.put(store, key(key), item(text), size(text));
  }

  static String text(ReadTransaction transaction, TableDefinition table, String key) {
    return text(transaction, table.id(), key);
  }

  static String text(ReadTransaction transaction, StoreId store, String key) {
    return transaction.get(store, key(key)).map(stored -> text(stored.item())).orElse(null);
  }

  static String text(Item item) {
    return ((AttributeValue.S) item.get("text")).value();
  }
}
