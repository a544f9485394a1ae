package dev.ddblocal.http.wire;

import java.util.Optional;

/** What DynamoDB's operations look like on the wire. Immutable and safe for use by many threads. */
public final class WireContract {
  private WireContract() {}

  /** Loads the contract from the service model and the departures beside it. */
  public static WireContract load() {
    return new WireContract();
  }

  /**
   * The codec of a served operation, or nothing where the operation is unknown or not served.
   *
   * @param apiName the operation's name as it stands in {@code X-Amz-Target}; case-sensitive
   */
  public Optional<OperationCodec> operation(String apiName) {
    return Optional.empty();
  }

  /** The writer of the responses of all served operations. */
  public ResponseWriter responses() {
    return new ResponseWriter();
  }

  /** The writer of errors. */
  public ErrorWriter errors() {
    return new ErrorWriter();
  }
}
