package dev.ddblocal.domain.table;

import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.schema.StreamViewType;
import dev.ddblocal.domain.schema.TableDefinition;
import java.util.Optional;

/** The rules of StreamSpecification. All refusals are ValidationExceptions. */
final class StreamRules {
  private static final String INVALID = "One or more parameter values were invalid: ";

  private StreamRules() {}

  /**
   * The view type of the stream that CreateTable is to enable, if it is to enable one.
   *
   * @param stream what was asked for, or null
   */
  static Optional<StreamViewType> ofNewTable(StreamSpecification stream) {
    if (stream == null) {
      return Optional.empty();
    }
    if (!stream.streamEnabled() && stream.streamViewType() != null) {
      throw invalid(
          "Table is being created with a stream disabled, UpdateViewType should not be specified");
    }
    if (stream.streamEnabled() && stream.streamViewType() == null) {
      throw invalid(
          "Table is being created with a stream enabled, UpdateViewType should be specified");
    }
    return Optional.ofNullable(stream.streamViewType());
  }

  /** Checks an UpdateTable request as far as that needs no table. */
  static void requireChange(UpdateTableRequest request) {
    StreamSpecification stream = request.streamSpecification();
    if (stream == null) {
      return;
    }
    if (!stream.streamEnabled() && stream.streamViewType() != null) {
      throw invalid("If stream is being disabled, then UpdateViewType must not be specified");
    }
    if (stream.streamEnabled() && stream.streamViewType() == null) {
      throw invalid("If stream is being enabled, then UpdateViewType must be specified");
    }
    if (request.provisionedThroughput() != null) {
      throw invalid("You cannot modify stream status while updating table IOPS");
    }
  }

  /** Refuses a change that changes nothing; a stream's view type is not to be changed either. */
  static void requireChange(StreamSpecification stream, TableDefinition table) {
    if (stream == null) {
      return;
    }
    if (stream.streamEnabled() && table.stream().isPresent()) {
      throw DynamoDbException.validation(
          "Table already has an enabled stream: TableName: " + table.name());
    }
    if (!stream.streamEnabled() && table.stream().isEmpty()) {
      throw DynamoDbException.validation(
          "Table has no stream to disable: TableName: " + table.name());
    }
  }

  private static DynamoDbException invalid(String what) {
    return DynamoDbException.validation(INVALID + what);
  }
}
