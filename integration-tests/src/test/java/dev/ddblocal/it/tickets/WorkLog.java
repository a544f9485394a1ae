package dev.ddblocal.it.tickets;

import java.time.Duration;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbConvertedBy;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbPartitionKey;
import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbSortKey;

/** Time that somebody spent on a ticket. */
@DynamoDbBean
public class WorkLog {
  private String ticket;
  private Long at;
  private String person;
  private Duration spent;

  /** The ticket's id. */
  @DynamoDbPartitionKey
  public String getTicket() {
    return ticket;
  }

  public void setTicket(String ticket) {
    this.ticket = ticket;
  }

  /** When, in seconds since the epoch. */
  @DynamoDbSortKey
  public Long getAt() {
    return at;
  }

  public void setAt(Long at) {
    this.at = at;
  }

  /** Who worked. */
  public String getPerson() {
    return person;
  }

  public void setPerson(String person) {
    this.person = person;
  }

  /** How long, in full minutes. */
  @DynamoDbConvertedBy(MinutesConverter.class)
  public Duration getSpent() {
    return spent;
  }

  public void setSpent(Duration spent) {
    this.spent = spent;
  }
}
