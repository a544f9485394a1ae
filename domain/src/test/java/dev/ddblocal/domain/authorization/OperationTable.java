package dev.ddblocal.domain.authorization;

import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationRequest;
import dev.ddblocal.domain.testing.DynamoDbJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operation table (spec: authentication, 6.7): what each operation has to be allowed, each row
 * with a request. The tables that the requests name have the key {@code Artist}, the index {@code
 * ByYear} has the partition key {@code Year, Label}.
 */
public final class OperationTable {
  private OperationTable() {}

  /**
   * A row.
   *
   * @param operation the operation
   * @param request a request of it
   * @param crossAccount whether it may name another account's table
   * @param accesses what the request has to be allowed, as {@code ACTION on RESOURCE/INDEX}
   * @param keys the condition keys that these accesses have values for, one or another
   */
  public record Row(
      Operation operation,
      OperationRequest<?> request,
      boolean crossAccount,
      List<String> accesses,
      Set<String> keys) {
    @Override
    public String toString() {
      return operation.apiName() + accesses;
    }
  }

  /** All rows. */
  public static List<Row> rows() {
    try (InputStream resource =
        OperationTable.class.getResourceAsStream("/authorization/operation-table.json")) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return ((List<?>) DynamoDbJson.read(text)).stream().map(row -> row((Map<?, ?>) row)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(Map<?, ?> row) {
    String operation = (String) row.get("operation");
    return new Row(
        Operation.named(operation).orElseThrow(),
        DynamoDbJson.request(operation, (Map<?, ?>) row.get("request")),
        (Boolean) row.get("crossAccount"),
        ((List<?>) row.get("accesses")).stream().map(String.class::cast).toList(),
        Arrays.stream(((String) row.get("keys")).split(" "))
            .filter(key -> !key.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new)));
  }
}
