package dev.ddblocal.domain.table;

import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.TableClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds UpdateTable requests for the table {@code T}. */
final class TableChangeRequest {
  private List<AttributeDefinition> definitions;
  private BillingMode billingMode;
  private ProvisionedThroughput units;
  private List<GlobalSecondaryIndexUpdate> updates;
  private StreamSpecification stream;
  private SSESpecification encryption;
  private TableClass tableClass;
  private Boolean isProtected;
  private OnDemandThroughput maxima;
  private WarmThroughput warm;

  /** String attributes, but for those given as {@code name:type}. */
  TableChangeRequest definitions(String... names) {
    definitions =
        Arrays.stream(names)
            .map(each -> (each + ":S").split(":", 3))
            .map(parts -> new AttributeDefinition(parts[0], ScalarAttributeType.valueOf(parts[1])))
            .toList();
    return this;
  }

  TableChangeRequest mode(BillingMode mode) {
    billingMode = mode;
    return this;
  }

  TableChangeRequest units(long read, long write) {
    units = new ProvisionedThroughput(read, write);
    return this;
  }

  TableChangeRequest create(GlobalSecondaryIndex index) {
    return with(new GlobalSecondaryIndexUpdate(null, index, null));
  }

  TableChangeRequest delete(String index) {
    return with(
        new GlobalSecondaryIndexUpdate(null, null, new DeleteGlobalSecondaryIndexAction(index)));
  }

  TableChangeRequest update(String index, long read, long write) {
    return with(
        new UpdateGlobalSecondaryIndexAction(
            index, new ProvisionedThroughput(read, write), null, null));
  }

  TableChangeRequest with(UpdateGlobalSecondaryIndexAction action) {
    return with(new GlobalSecondaryIndexUpdate(action, null, null));
  }

  TableChangeRequest with(GlobalSecondaryIndexUpdate update) {
    noUpdates();
    updates.add(update);
    return this;
  }

  /** Sends a list of index updates, even if it is empty. */
  TableChangeRequest noUpdates() {
    updates = updates == null ? new ArrayList<>() : updates;
    return this;
  }

  TableChangeRequest stream(Boolean enabled) {
    stream = new StreamSpecification(enabled, null);
    return this;
  }

  TableChangeRequest encryption(Boolean enabled, String key) {
    encryption = new SSESpecification(enabled, null, key);
    return this;
  }

  TableChangeRequest tableClass(TableClass wanted) {
    tableClass = wanted;
    return this;
  }

  TableChangeRequest deletionProtected(boolean wanted) {
    isProtected = wanted;
    return this;
  }

  TableChangeRequest maxima(Long read, Long write) {
    maxima = new OnDemandThroughput(read, write);
    return this;
  }

  TableChangeRequest warm(Long read, Long write) {
    warm = new WarmThroughput(read, write);
    return this;
  }

  UpdateTableRequest build() {
    return new UpdateTableRequest(
        definitions,
        "T",
        billingMode,
        units,
        updates,
        stream,
        encryption,
        tableClass,
        isProtected,
        maxima,
        warm);
  }
}
