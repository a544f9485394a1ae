package dev.ddblocal.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/** The JSON factory of requests and responses. */
final class WireJson {
  private static final int MAX_BODY_LENGTH = 16 * 1024 * 1024;

  private WireJson() {}

  /**
   * A factory within the bounds of {@link JsonSyntax}. Names are not interned: callers choose them.
   */
  static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(JsonSyntax.MAX_DEPTH)
                .maxNumberLength(JsonSyntax.MAX_NUMBER_LENGTH)
                .maxNameLength(2 * JsonSyntax.MAX_NAME_LENGTH)
                .maxStringLength(MAX_BODY_LENGTH + 1)
                .build())
        .build();
  }
}
