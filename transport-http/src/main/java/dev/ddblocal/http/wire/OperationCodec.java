package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import dev.ddblocal.domain.operation.Operation;
import dev.ddblocal.domain.operation.OperationCall;
import dev.ddblocal.domain.operation.OperationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Reads the requests of one operation. Immutable and safe for use by many threads. */
public final class OperationCodec {
  private final Operation operation;
  private final String target;
  private final JsonFactory json;
  private final ValueReader reader;
  private final Envelope envelope;

  OperationCodec(
      Operation operation, String target, JsonFactory json, ValueReader reader, Envelope envelope) {
    this.operation = operation;
    this.target = target;
    this.json = json;
    this.reader = reader;
    this.envelope = envelope;
  }

  /** The operation whose requests this reads. */
  public Operation operation() {
    return operation;
  }

  /**
   * What {@code X-Amz-Target} says of a request for the operation: its service with the version of
   * the API, and its name.
   */
  public String target() {
    return target;
  }

  /**
   * Reads a request in one pass: its types, its record and what it breaks of the model's
   * constraints.
   *
   * @param body the request's body, decompressed: empty, or one that {@link JsonSyntax#require}
   *     accepted, which alone knows of malformed text
   * @param host the host that the caller addressed, as {@code name:port}
   * @return the request, bound leniently, with the finished text of the broken constraints and the
   *     names of members that are not supported
   * @throws DynamoDbException a SerializationException if the body is empty, if a value's type is
   *     not its member's or if a name is twice in one object
   */
  public OperationCall<?> read(byte[] body, String host) {
    Reading reading = new Reading();
    OperationRequest<?> request = request(body, reading);
    Optional<String> violations =
        reading.violations().isEmpty()
            ? Optional.empty()
            : Optional.of(envelope.text(reading.violations(), body));
    return new OperationCall<>(request, violations, reading.unsupported(), host);
  }

  private OperationRequest<?> request(byte[] body, Reading reading) {
    try (JsonParser parser = json.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
      }
      return (OperationRequest<?>) reader.read(parser, reading);
    } catch (JsonProcessingException e) {
      // Only what lies beyond the bounds of this reader: the syntax has been checked.
      throw new DynamoDbException(ErrorCode.SERIALIZATION, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
