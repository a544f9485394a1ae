package dev.ddblocal.domain.table;

import dev.ddblocal.domain.LocalDynamoDb;
import dev.ddblocal.domain.schema.BillingMode;
import dev.ddblocal.domain.schema.KeySchemaElement;
import dev.ddblocal.domain.schema.ScalarAttributeType;
import dev.ddblocal.domain.schema.TableClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds CreateTable requests: an on-demand table with the string key {@code pk}, and changes. */
final class TableRequest {
  private final String name;
  private List<KeySchemaElement> keySchema;
  private List<AttributeDefinition> definitions;
  private final List<LocalSecondaryIndex> locals = new ArrayList<>();
  private final List<GlobalSecondaryIndex> globals = new ArrayList<>();
  private BillingMode billingMode = BillingMode.PAY_PER_REQUEST;
  private ProvisionedThroughput units;
  private StreamSpecification stream;
  private SSESpecification encryption;
  private TableClass tableClass;
  private Boolean isProtected;
  private WarmThroughput warm;
  private OnDemandThroughput maxima;

  TableRequest(String name) {
    this.name = name;
    keys("pk");
    definitions("pk");
  }

  /** String keys, the partition key first; their definitions stay. */
  TableRequest keys(String... names) {
    String[] typed = Arrays.stream(names).map(each -> each + ":S").toArray(String[]::new);
    keySchema = LocalDynamoDb.createTableRequest(name, typed).keySchema();
    return this;
  }

  TableRequest definitions(String... names) {
    definitions =
        Arrays.stream(names)
            .map(each -> new AttributeDefinition(each, ScalarAttributeType.S))
            .toList();
    return this;
  }

  TableRequest local(LocalSecondaryIndex index) {
    locals.add(index);
    return this;
  }

  TableRequest global(GlobalSecondaryIndex index) {
    globals.add(index);
    return this;
  }

  /** Leaves the billing mode out, which makes it PROVISIONED. */
  TableRequest provisioned(Long read, Long write) {
    billingMode = null;
    units = read == null ? null : new ProvisionedThroughput(read, write);
    return this;
  }

  TableRequest units(long read, long write) {
    units = new ProvisionedThroughput(read, write);
    return this;
  }

  TableRequest stream(StreamSpecification specification) {
    stream = specification;
    return this;
  }

  TableRequest encryption(Boolean enabled, SSEType type, String key) {
    encryption = new SSESpecification(enabled, type, key);
    return this;
  }

  TableRequest tableClass(TableClass wanted) {
    tableClass = wanted;
    return this;
  }

  TableRequest deletionProtected() {
    isProtected = true;
    return this;
  }

  TableRequest warm(Long read, Long write) {
    warm = new WarmThroughput(read, write);
    return this;
  }

  TableRequest maxima(Long read, Long write) {
    maxima = new OnDemandThroughput(read, write);
    return this;
  }

  CreateTableRequest build() {
    return new CreateTableRequest(
        definitions,
        name,
        keySchema,
        locals.isEmpty() ? null : locals,
        globals.isEmpty() ? null : globals,
        billingMode,
        units,
        stream,
        encryption,
        null,
        tableClass,
        null,
        isProtected,
        warm,
        maxima);
  }
}
