package dev.ddblocal.it.tickets;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** Who reported a ticket: a map within the ticket. */
@DynamoDbBean
public class Reporter {
  private String name;
  private String email;

  /** The person's name. */
  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /** Where answers go, null where nobody knows. */
  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }
}
