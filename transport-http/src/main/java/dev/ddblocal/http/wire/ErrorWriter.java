package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ddblocal.domain.error.CancellationReason;
import dev.ddblocal.domain.error.DynamoDbException;
import dev.ddblocal.domain.error.ErrorCode;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Writes errors as DynamoDB words them. Immutable and safe for use by many threads. */
public final class ErrorWriter {
  private static final int BAD_REQUEST = 400;

  private final JsonFactory json;
  private final Map<ErrorCode, Form> forms = new EnumMap<>(ErrorCode.class);

  ErrorWriter(JsonFactory json, ServiceModel model) {
    this.json = json;
    for (ErrorCode code : ErrorCode.values()) {
      forms.put(code, form(code, model.errorStatus(code.shapeName())));
    }
  }

  /** The body that tells a caller of the error. */
  public byte[] write(DynamoDbException error) {
    Form form = forms.get(error.code());
    return ResponseWriter.bytes(
        json,
        generator -> {
          generator.writeStartObject();
          generator.writeStringField("__type", form.type());
          if (error.getMessage() != null) {
            generator.writeStringField(form.messageMember(), error.getMessage());
          }
          if (error.item().isPresent()) {
            generator.writeFieldName("Item");
            AttributeWriter.write(error.item().get(), generator);
          }
          if (!error.cancellationReasons().isEmpty()) {
            generator.writeFieldName("CancellationReasons");
            write(error.cancellationReasons(), generator);
          }
          generator.writeEndObject();
        });
  }

  private static void write(List<CancellationReason> reasons, JsonGenerator generator)
      throws IOException {
    generator.writeStartArray();
    for (CancellationReason reason : reasons) {
      generator.writeStartObject();
      generator.writeStringField("Code", reason.code());
      if (reason.message() != null) {
        generator.writeStringField("Message", reason.message());
      }
      if (reason.item() != null) {
        generator.writeFieldName("Item");
        AttributeWriter.write(reason.item(), generator);
      }
      generator.writeEndObject();
    }
    generator.writeEndArray();
  }

  /** The HTTP status that goes with the error. */
  public int httpStatus(DynamoDbException error) {
    return forms.get(error.code()).status();
  }

  private static Form form(ErrorCode code, OptionalInt statusInModel) {
    String namespace;
    if (code == ErrorCode.VALIDATION) {
      namespace = "com.amazon.coral.validate";
    } else if (statusInModel.isPresent()) {
      namespace = "com.amazonaws.dynamodb.v20120810";
    } else {
      // What no model of an operation knows comes from the framework in front of it.
      namespace = "com.amazon.coral.service";
    }
    String messageMember =
        switch (code) {
          case ACCESS_DENIED, IDEMPOTENT_PARAMETER_MISMATCH, SERIALIZATION, TRANSACTION_CANCELED ->
              "Message";
          default -> "message";
        };
    return new Form(
        namespace + "#" + code.shapeName(), messageMember, statusInModel.orElse(BAD_REQUEST));
  }

  private record Form(String type, String messageMember, int status) {}
}
