package dev.ddblocal.storage.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ddblocal.domain.schema.IndexId;
import dev.ddblocal.domain.schema.IndexKind;
import dev.ddblocal.domain.schema.IndexProjection;
import dev.ddblocal.domain.schema.KeySchema;
import dev.ddblocal.domain.schema.ProjectionType;
import dev.ddblocal.domain.schema.SecondaryIndex;
import dev.ddblocal.storage.sqlite.StoredTable.Attribute;
import dev.ddblocal.storage.sqlite.StoredTable.Changes;
import dev.ddblocal.storage.sqlite.StoredTable.Units;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A secondary index in the form in which a {@link StoredTable} keeps it. {@code projected} are the
 * attributes that an INCLUDE lists.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredIndex(
    String id,
    String name,
    String kind,
    List<Attribute> partitionKey,
    List<Attribute> sortKey,
    String projection,
    List<String> projected,
    Units provisioned,
    Changes throughputChanges,
    Units onDemandMaximum,
    Units warmThroughput,
    String createdAt,
    String updatedAt,
    boolean backfilled,
    String deletingSince) {
  static StoredIndex of(SecondaryIndex index) {
    return new StoredIndex(
        index.id().toString(),
        index.name(),
        index.kind().name(),
        Attribute.listOf(index.key().partition()),
        Attribute.listOf(index.key().sort()),
        index.projection().type().name(),
        index.projection().nonKeyAttributes(),
        Units.of(index.provisioned()),
        Changes.of(index.throughputChanges()),
        index.onDemandMaximum().map(Units::of).orElse(null),
        index.warmThroughput().map(Units::of).orElse(null),
        index.createdAt().toString(),
        StoredTable.text(index.updatedAt()),
        index.backfilled(),
        StoredTable.text(index.deletingSince()));
  }

  SecondaryIndex toIndex() {
    return new SecondaryIndex(
        new IndexId(UUID.fromString(id)),
        name,
        IndexKind.valueOf(kind),
        new KeySchema(Attribute.toAttributes(partitionKey), Attribute.toAttributes(sortKey)),
        new IndexProjection(ProjectionType.valueOf(projection), projected),
        provisioned.toThroughput(),
        Changes.toChanges(throughputChanges),
        Units.ifAsked(onDemandMaximum),
        Units.ifAsked(warmThroughput),
        Instant.parse(createdAt),
        StoredTable.instant(updatedAt),
        backfilled,
        StoredTable.instant(deletingSince));
  }
}
