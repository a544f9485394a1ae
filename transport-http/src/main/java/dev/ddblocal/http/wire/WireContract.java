package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import dev.ddblocal.domain.operation.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What DynamoDB's operations look like on the wire: the official service model, the recorded
 * departures from it and the domain's records, brought together once. Immutable and safe for use by
 * many threads.
 */
public final class WireContract {
  private final Map<String, OperationCodec> operations = new HashMap<>();
  private final ResponseWriter responses;
  private final ErrorWriter errors;

  private WireContract(ServiceModel model, Departures departures) {
    JsonFactory json = WireJson.factory();
    Echo echo = new Echo(json, model);
    for (Operation operation : Operation.values()) {
      String name = operation.apiName();
      operations.put(
          name,
          new OperationCodec(
              operation,
              model.operation(name).target(),
              json,
              new ReaderCompiler(model, departures, name)
                  .compile(ServedOperations.requestOf(operation)),
              new Envelope(name, departures, echo)));
    }
    responses = new ResponseWriter(json, new WriterCompiler(model).compile());
    errors = new ErrorWriter(json, model);
  }

  /**
   * Loads the contract.
   *
   * @throws IllegalArgumentException if a record of the domain does not fit the model
   */
  public static WireContract load() {
    return new WireContract(ServiceModel.load(), Departures.load());
  }

  /**
   * The codec of a served operation, or nothing where the operation is unknown or not served.
   *
   * @param apiName the operation's name; case-sensitive
   */
  public Optional<OperationCodec> operation(String apiName) {
    return Optional.ofNullable(operations.get(apiName));
  }

  /** The writer of the responses of all served operations. */
  public ResponseWriter responses() {
    return responses;
  }

  /** The writer of errors. */
  public ErrorWriter errors() {
    return errors;
  }
}
