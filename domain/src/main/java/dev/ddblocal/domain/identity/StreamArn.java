package dev.ddblocal.domain.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * A stream's ARN, {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME/stream/LABEL}.
 *
 * @param table the ARN of the stream's table
 * @param label the label behind {@code stream/}; not checked further
 */
public record StreamArn(TableArn table, String label) {
  private static final String RESOURCE = "/stream/";

  /** Refuses missing parts. */
  public StreamArn {
    Objects.requireNonNull(table, "table is null");
    Objects.requireNonNull(label, "label is null");
  }

  /** Reads a stream ARN; empty for any other text. A label may have colons. */
  public static Optional<StreamArn> parse(String text) {
    int resource = text.indexOf(RESOURCE);
    if (resource < 0) {
      return Optional.empty();
    }
    String label = text.substring(resource + RESOURCE.length());
    if (label.isEmpty() || label.indexOf('/') >= 0) {
      return Optional.empty();
    }
    return TableArn.parse(text.substring(0, resource)).map(table -> new StreamArn(table, label));
  }

  @Override
  public String toString() {
    return table + RESOURCE + label;
  }
}
