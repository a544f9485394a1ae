package dev.ddblocal.storage.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeyAttribute;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.ServerSideEncryption;
import dev.ddblocal.domain.schema.TableClass;
import dev.ddblocal.domain.schema.TableDefinition;
import dev.ddblocal.domain.schema.TableId;
import dev.ddblocal.domain.schema.TableName;
import dev.ddblocal.domain.schema.Throughput;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A table definition in the form in which the catalogue keeps it: JSON with the names below. What
 * is absent is left out. It stands apart from {@link TableDefinition} so that a change there cannot
 * make existing files unreadable unnoticed.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredTable(
    String id,
    String name,
    List<Attribute> attributes,
    List<Attribute> partitionKey,
    List<Attribute> sortKey,
    String billingMode,
    Units provisioned,
    Units onDemandMaximum,
    Units warmThroughput,
    String tableClass,
    boolean deletionProtected,
    String kmsMasterKeyArn,
    String createdAt,
    String deletingSince) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A key attribute with its type's letter. */
  record Attribute(String name, String type) {}

  /** Units for reads and writes. */
  record Units(long read, long write) {}

  /** The definition as JSON. */
  static String format(TableDefinition table) {
    StoredTable stored =
        new StoredTable(
            table.id().toString(),
            table.name().value(),
            attributes(table.attributeDefinitions()),
            attributes(table.key().partition()),
            attributes(table.key().sort()),
            table.billingMode().name(),
            units(table.provisioned()),
            table.onDemandMaximum().map(StoredTable::units).orElse(null),
            table.warmThroughput().map(StoredTable::units).orElse(null),
            table.tableClass().map(TableClass::name).orElse(null),
            table.deletionProtected(),
            table.encryption().map(ServerSideEncryption::kmsMasterKeyArn).orElse(null),
            table.createdAt().toString(),
            table.deletingSince().map(Instant::toString).orElse(null));
    try {
      return JSON.writeValueAsString(stored);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The definition from its JSON.
   *
   * @throws SQLException if it is not what {@link #format} writes: the file is damaged
   */
  static TableDefinition parse(String json) throws SQLException {
    try {
      return JSON.readValue(json, StoredTable.class).toDefinition();
    } catch (JsonProcessingException | RuntimeException damage) {
      throw new SQLException("the catalogue holds an unreadable table definition", damage);
    }
  }

  private TableDefinition toDefinition() {
    return new TableDefinition(
        new TableId(UUID.fromString(id)),
        new TableName(name),
        keyAttributes(attributes),
        new KeySchema(keyAttributes(partitionKey), keyAttributes(sortKey)),
        BillingMode.valueOf(billingMode),
        throughput(provisioned),
        Optional.ofNullable(onDemandMaximum).map(StoredTable::throughput),
        Optional.ofNullable(warmThroughput).map(StoredTable::throughput),
        Optional.ofNullable(tableClass).map(TableClass::valueOf),
        deletionProtected,
        Optional.ofNullable(kmsMasterKeyArn).map(ServerSideEncryption::new),
        Instant.parse(createdAt),
        Optional.ofNullable(deletingSince).map(Instant::parse));
  }

  private static List<Attribute> attributes(List<KeyAttribute> attributes) {
    return attributes.stream()
        .map(attribute -> new Attribute(attribute.name(), attribute.type().name()))
        .toList();
  }

  private static List<KeyAttribute> keyAttributes(List<Attribute> attributes) {
    return attributes.stream()
        .map(attribute ->
            new KeyAttribute(attribute.name(), ScalarAttributeType.valueOf(attribute.type())))
        .toList();
  }

  private static Units units(Throughput throughput) {
    return new Units(throughput.read(), throughput.write());
  }

  private static Throughput throughput(Units units) {
    return new Throughput(units.read(), units.write());
  }
}
