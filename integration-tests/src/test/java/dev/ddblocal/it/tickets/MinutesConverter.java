package dev.ddblocal.it.tickets;

import java.time.Duration;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverter;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores a duration as a number of minutes. */
public class MinutesConverter implements AttributeConverter<Duration> {
  @Override
  public AttributeValue transformFrom(Duration duration) {
    return AttributeValue.fromN(Long.toString(duration.toMinutes()));
  }

  @Override
  public Duration transformTo(AttributeValue minutes) {
    return Duration.ofMinutes(Long.parseLong(minutes.n()));
  }

  @Override
  public EnhancedType<Duration> type() {
    return EnhancedType.of(Duration.class);
  }

  @Override
  public AttributeValueType attributeValueType() {
    return AttributeValueType.N;
  }
}
