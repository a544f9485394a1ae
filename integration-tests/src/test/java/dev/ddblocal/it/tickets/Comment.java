package dev.ddblocal.it.tickets;

import software.amazon.awssdk.enhanced.dynamodb.mapper.annotations.DynamoDbBean;

/** A remark on a ticket: a map in a list of the ticket. */
@DynamoDbBean
public class Comment {
  private String author;
  private String text;

  /** Who wrote it. */
  public String getAuthor() {
    return author;
  }

  public void setAuthor(String author) {
    this.author = author;
  }

  /** What was written. */
  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }
}
